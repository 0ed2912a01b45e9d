import { ItemContentView } from "#components/item/item-content-view.tsx";
import { mappingOf } from "#lib/item/import/rules/draft.ts";
import type { Preview } from "#lib/item/import/rules/preview.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";

/** The first readable row of the file as annotators would see it under these roles. */
export function FirstItem({ preview, roles }: { preview: Preview; roles: FieldRoles }) {
  const row = preview.rows.find((candidate) => "cells" in candidate);
  if (row === undefined || !("cells" in row)) return <p className="text-ink-3">No readable row yet.</p>;
  const fields = Object.fromEntries(preview.columns.map(({ name }, at) => [name, row.cells[at] ?? ""]));
  const mapping = mappingOf(roles);
  const cell = (role: FieldRole) => fields[mapping.get(role) ?? ""] ?? "";
  const query = mapping.has("query") ? { text: cell("query"), note: cell("note") } : null;
  return <ItemContentView query={query} content={itemContent(fields, roles)} />;
}
