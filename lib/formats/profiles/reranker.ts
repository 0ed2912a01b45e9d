import { canonicalJson } from "#lib/formats/canonical.ts";
import { type AboutPairs, type JudgedPairs, shareOfTop } from "./pair.ts";

/** Pairs of texts with a label in 0..1, to train a reranker or to test one. A pair with label 0 was judged, and is no random one. */
export async function* rerankerPairs(pairs: JudgedPairs, about: AboutPairs): AsyncGenerator<string> {
  for await (const { queryText, title, text, grade } of pairs) {
    const document = [title, text].filter((part) => part !== "").join("\n");
    yield `${canonicalJson({ query: queryText, document, label: shareOfTop(grade, about) })}\n`;
  }
}
