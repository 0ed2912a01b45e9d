import { canonicalJson } from "#lib/formats/canonical.ts";
import type { JudgedPairs } from "./pair.ts";

/**
 * corpus.jsonl of BEIR and MTEB: each judged document once, with the content that its first item has. Documents that nobody
 * judged are not in it, so that finding one in it is easier than in the whole collection.
 */
export async function* beirCorpus(pairs: JudgedPairs): AsyncGenerator<string> {
  const known = new Set<string>();
  for await (const { document, title, text } of pairs) {
    if (known.has(document)) continue;
    known.add(document);
    yield `${canonicalJson({ _id: document, title, text })}\n`;
  }
}

/** queries.jsonl of BEIR and MTEB: each query with a judged document once. */
export async function* beirQueries(pairs: JudgedPairs): AsyncGenerator<string> {
  const known = new Set<string>();
  for await (const { query, queryText } of pairs) {
    if (known.has(query)) continue;
    known.add(query);
    yield `${canonicalJson({ _id: query, text: queryText })}\n`;
  }
}

/** qrels/test.tsv of BEIR, whose reader skips the first line. */
export async function* beirQrels(pairs: JudgedPairs): AsyncGenerator<string> {
  yield "query-id\tcorpus-id\tscore\n";
  for await (const { query, document, grade } of pairs) yield `${query}\t${document}\t${grade}\n`;
}
