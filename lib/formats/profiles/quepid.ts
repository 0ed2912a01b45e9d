import { csvLines } from "#lib/formats/delimited.ts";
import type { JudgedPairs } from "./pair.ts";

/** Ratings as Quepid imports them into a case. It knows a query by its text and a document by the id of the search engine. */
export async function* quepidCsv(pairs: JudgedPairs): AsyncGenerator<string> {
  yield "query,docid,rating\n";
  for await (const { queryText, itemId, grade } of pairs) yield csvLines([[queryText, itemId, grade]]);
}
