import * as z from "zod";
import type { CrowdAnswer } from "#lib/formats/profiles/crowd-kit.ts";
import type { JudgedPair } from "#lib/formats/profiles/pair.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";

const LABEL_ROW = z.looseObject({
  item_id: z.string(),
  query_id: z.string().nullable(),
  query: z.string().nullable(),
  label: z.int().nullable(),
});
type LabelRow = z.output<typeof LABEL_ROW>;

/** A row of data/labels.jsonl that has a line in qrels, or null: each labeled item with a query has one, in the same order. */
export function rowInQrels(value: unknown): LabelRow | null {
  const row = LABEL_ROW.parse(value);
  return row.query_id === null || row.label === null ? null : row;
}

/**
 * A row with its line of qrels; null where there is no such line, which means that a stored file is damaged.
 * @param roles what the columns of the source are; null where that was not stored
 */
export function pairOf(row: LabelRow, line: string | null, roles: FieldRoles | null): JudgedPair | null {
  const [query, , document, grade, ...more] = line?.split(" ") ?? [];
  if (query === undefined || document === undefined || grade === undefined || more.length > 0) return null;
  const common = { query, document, grade: Number(grade) };
  return { ...common, queryText: row.query ?? "", itemId: row.item_id, ...contentOf(row, roles) };
}

const SOURCE = "source_";

/** What judges saw of the item. Where no column is its text, the other columns are. */
function contentOf(row: Readonly<Record<string, unknown>>, roles: FieldRoles | null) {
  const fields = Object.entries(row).flatMap(([key, value]) =>
    key.startsWith(SOURCE) ? [[key.slice(SOURCE.length), value] as const] : [],
  );
  const known = roles ?? fields.map(([name]) => ({ name, role: "other" as const }));
  const { title, text, other } = itemContent(Object.fromEntries(fields), known);
  return { title, text: text === "" ? other.map(({ value }) => value).join("\n") : text };
}

const JUDGMENT_ROW = z.object({
  item_no: z.int(),
  annotator: z.string(),
  level: z.int().nullable(),
  counted: z.boolean(),
});

/** A row of data/judgments.jsonl as an answer that counts, gold or not; null where it is none. */
export function answerOf(value: unknown): CrowdAnswer | null {
  const { item_no, annotator, level, counted } = JUDGMENT_ROW.parse(value);
  return counted && level !== null ? { task: String(item_no), worker: annotator, label: level } : null;
}
