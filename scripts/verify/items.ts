// The items of a version as its table of labels has them.
import type { FrozenItem } from "#lib/dataset/rules/record.ts";
import { newFindings } from "./findings.ts";
import { namer } from "./inputs.ts";
import { type MergedRow, mergeRows, type Table } from "./merge.ts";

export type ReadItem = { row: MergedRow; item: FrozenItem };

/**
 * Ordinary items in their order. What the formats differ in was told when they were read first.
 * @param queryNos what queries are numbered in qrels; other queries have no number there
 */
export async function* readItems(
  labels: Table,
  sourceColumns: readonly string[],
  queryNos: ReadonlyMap<string, number>,
): AsyncGenerator<ReadItem> {
  const name = namer(labels.columns);
  for await (const row of mergeRows(labels, newFindings())) {
    const cell = name(row);
    const query = cell("query_id");
    // A column of the source may have the name of something that every object has.
    const fields: Record<string, string> = Object.create(null);
    for (const column of sourceColumns) {
      const text = cell(`source_${column}`);
      if (text !== null) fields[column] = text;
    }
    const item = {
      ...{ no: Number(cell("item_no")), externalId: cell("item_id") ?? "" },
      queryNo: query === null ? null : (queryNos.get(query) ?? 0),
      ...{ queryExternalId: query, queryText: cell("query"), fields },
    };
    yield { row, item };
  }
}

/** Walks through items in step with something else that is in their order. */
export function itemFinder(items: AsyncGenerator<ReadItem>) {
  let now: FrozenItem | null = null;
  return {
    /** @param no not below the one before */
    async find(no: number): Promise<FrozenItem | null> {
      while (now === null || now.no < no) {
        const { value, done } = await items.next();
        if (done) return null;
        now = value.item;
      }
      return now.no === no ? now : null;
    },
    close: () => items.return(undefined),
  };
}
