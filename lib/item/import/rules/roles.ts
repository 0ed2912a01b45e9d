import { ownField } from "#lib/item/rules.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";

/** The roles of a project after a further file: known columns keep their position, the newest mapping wins. */
export function unionRoles(known: FieldRoles, added: FieldRoles): FieldRoles {
  const roles = new Map(known.map(({ name, role }) => [name, role]));
  for (const { name, role } of added) roles.set(name, role);
  return [...roles].map(([name, role]) => ({ name, role }));
}

const NAMES: readonly (readonly [FieldRole, RegExp])[] = [
  ["gold-reason", /gold_?reason$/],
  ["gold-levels", /(^|_)gold(_?levels?)?$/],
  ["query-id", /^(query_?id|qid|topic(_?id)?)$/],
  ["query", /^(q|query(_?text)?|search(_?(query|term))?|keywords?|term)$/],
  ["note", /^(note|intent(_?note)?|narrative|information_?need)$/],
  ["id", /^(id|(doc(ument)?|product|item|passage|record|result|listing|article)_?id|sku|asin|pid|did)$/],
  ["image", /^((image|img|picture|thumbnail|photo)(_?(url|link))?)$/],
  ["url", /^((product|page|item)_?)?(url|link|href|uri)$/],
  ["title", /^((product|item|document|page)_?)?(title|name|headline)$/],
  ["text", /^((product|item)_?)?(text|description|desc|body|content|snippet|abstract|passage)$/],
  // Earlier ratings and ranks would sway whoever sees them.
  ["hidden", /(^|_)(ratings?|relevance|grade|labels?|judge?ments?|scores?|rank|position)(_|$)/],
];

function roleOfName(name: string): FieldRole | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/([\s.-]+)/g, "_");
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Whether columns are often called so. */
export function isUsualName(name: string): boolean {
  return roleOfName(name) !== undefined;
}

/** Beside a gold column these are why a level is right: shown as anything else they would tell gold apart. */
const REASONS = /^(reasons?|explanations?|rationale|why)$/i;

/** A first guess of the mapping by the columns' names; known columns of the project keep their role. */
export function guessRoles(columns: readonly string[], known: FieldRoles): FieldRoles {
  const hasGold = columns.some((name) => roleOfName(name) === "gold-levels");
  const guessOf = (name: string) =>
    hasGold && REASONS.test(name.trim()) ? "gold-reason" : (roleOfName(name) ?? "other");
  const before = new Map(known.map(({ name, role }) => [name, role]));
  const taken = new Set<FieldRole>(columns.flatMap((name) => before.get(name) ?? []));
  return columns.map((name) => {
    const guess = before.get(name) ?? guessOf(name);
    const isFree = before.has(name) || guess === "hidden" || !taken.has(guess);
    taken.add(guess);
    return { name, role: isFree ? guess : "other" };
  });
}

/** The mapping of columns where a person has chosen some roles, by name. A column may be called "constructor". */
export function chooseRoles(
  columns: Readonly<FieldRoles>,
  chosen: Readonly<Record<string, FieldRole>>,
): FieldRoles {
  return columns.map(({ name, role }) => ({
    name,
    role: ownField(chosen, name) ?? role,
  }));
}
