import { type FieldRoles, SHOWN_ROLES } from "#lib/item/schema.ts";

/** The columns that another file would change for the items that are already there, as far as annotators see it. */
export function changedColumns(known: FieldRoles, added: FieldRoles): string[] {
  const before = new Map(known.map(({ name, role }) => [name, role]));
  return added.flatMap(({ name, role }) => {
    const old = before.get(name);
    const isSeen = SHOWN_ROLES.includes(role) || (old !== undefined && SHOWN_ROLES.includes(old));
    return old !== undefined && old !== role && isSeen ? [name] : [];
  });
}

/** New names for columns that a file keeps apart, so that the items of both files look as intended. */
export function ownNames(
  columns: readonly string[],
  taken: readonly string[],
  importNo: number,
): Record<string, string> {
  const names = new Set(taken);
  const own = columns.map((column) => {
    let name = `${column} (file ${importNo})`;
    while (names.has(name)) name += "'";
    names.add(name);
    return [column, name] as const;
  });
  return Object.fromEntries(own);
}

/** A row or a mapping under the names that its columns are stored by. */
export function renameRoles(roles: FieldRoles, names: Readonly<Record<string, string>>): FieldRoles {
  return roles.map(({ name, role }) => ({ name: renamed(name, names), role }));
}

export function renameFields(
  fields: ReadonlyMap<string, string>,
  names: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  if (Object.keys(names).length === 0) return fields;
  return new Map([...fields].map(([name, cell]) => [renamed(name, names), cell]));
}

// A column may be called "constructor": only the own names are names.
function renamed(name: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, name) ? (names[name] as string) : name;
}
