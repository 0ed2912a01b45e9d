import type { JudgedPairs } from "./pair.ts";

/** A query with what was judged of it. */
export type JudgedQuery = {
  readonly query: string;
  readonly queryText: string;
  readonly judged: { readonly itemId: string; readonly grade: number }[];
};

/**
 * For formats that want the pairs of a query together: queries in the order in which they first come. All pairs are kept until
 * the last one is read, without their content.
 */
export async function byQuery(pairs: JudgedPairs): Promise<Iterable<JudgedQuery>> {
  const queries = new Map<string, JudgedQuery>();
  for await (const { query, queryText, itemId, grade } of pairs) {
    const known = queries.get(query);
    const one = { itemId, grade };
    if (known === undefined) queries.set(query, { query, queryText, judged: [one] });
    else known.judged.push(one);
  }
  return queries.values();
}

/** Writes a list or an object of JSON piece by piece, with a comma between two parts. */
export async function* joinedJson(
  open: string,
  parts: AsyncIterable<string>,
  close: string,
): AsyncGenerator<string> {
  let before = open;
  for await (const part of parts) {
    yield `${before}${part}`;
    before = ",\n";
  }
  yield before === open ? `${open}${close}` : close;
}
