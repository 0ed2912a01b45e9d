import * as z from "zod";
import type { Answer } from "#lib/formats/profiles/crowd-kit.ts";
import type { JudgedPair } from "#lib/formats/profiles/pair.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";

const LABEL_ROW = z.looseObject({
  item_id: z.string(),
  query_id: z.string().nullable(),
  query: z.string().nullable(),
  label: z.int().nullable(),
});

const SOURCE = "source_";

/**
 * Brings the rows of labels and the lines of qrels together: each labeled item with a query has a line, in the same order.
 * Throws where they do not fit, which means that a stored file is damaged.
 */
export async function* judgedPairs(
  labels: AsyncIterable<Buffer>,
  qrels: AsyncGenerator<Buffer>,
  roles: FieldRoles | null,
): AsyncGenerator<JudgedPair> {
  for await (const line of labels) {
    const row = LABEL_ROW.parse(JSON.parse(line.toString("utf8")));
    if (row.query_id === null || row.label === null) continue;
    const { value, done } = await qrels.next();
    const [query, , document, grade, ...more] = done ? [] : (value as Buffer).toString("utf8").split(" ");
    if (query === undefined || document === undefined || grade === undefined || more.length > 0)
      throw new Error("The qrels of the version do not fit its labels.");
    yield {
      ...{ query, document, grade: Number(grade) },
      ...{ queryText: row.query ?? "", itemId: row.item_id },
      ...contentOf(row, roles),
    };
  }
  if (!(await qrels.next()).done) throw new Error("The qrels of the version hold more than its labels.");
}

/** What judges saw of the item. Where no column is its text, the other columns are. */
function contentOf(row: Readonly<Record<string, unknown>>, roles: FieldRoles | null) {
  const fields = new Map(
    Object.entries(row).flatMap(([key, value]) =>
      key.startsWith(SOURCE) ? [[key.slice(SOURCE.length), value] as const] : [],
    ),
  );
  const known = roles ?? [...fields.keys()].map((name) => ({ name, role: "other" as const }));
  const { title, text, other } = itemContent(Object.fromEntries(fields), known);
  return { title, text: text === "" ? other.map(({ value }) => value).join("\n") : text };
}

const JUDGMENT_ROW = z.object({
  item_no: z.int(),
  annotator: z.string(),
  level: z.int().nullable(),
  counted: z.boolean(),
});

/** The answers that count in a version, gold among them. */
export async function* countedAnswers(judgments: AsyncIterable<Buffer>): AsyncGenerator<Answer> {
  for await (const line of judgments) {
    const { item_no, annotator, level, counted } = JUDGMENT_ROW.parse(JSON.parse(line.toString("utf8")));
    if (counted && level !== null) yield { task: String(item_no), worker: annotator, label: level };
  }
}
