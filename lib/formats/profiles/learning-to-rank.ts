import { byQuery } from "./by-query.ts";
import { type JudgedPairs, onOneLine } from "./pair.ts";

/**
 * Judgments as RankLib, LETOR, SVMrank and the learning-to-rank plugins of Elasticsearch and OpenSearch read them: the rows of a
 * query together, queries numbered from 1. Features are for whoever has the search engine to add before the "#".
 */
export async function* rankLibLines(pairs: JudgedPairs): AsyncGenerator<string> {
  let no = 0;
  for (const { queryText, judged } of await byQuery(pairs)) {
    no += 1;
    for (const { itemId, grade } of judged) {
      yield `${grade} qid:${no} # ${onOneLine(itemId)} ${onOneLine(queryText)}\n`;
    }
  }
}

/** Judgments as Solr's learning-to-rank example reads them. A pipe parts the columns and has no escape. */
export async function* solrLines(pairs: JudgedPairs): AsyncGenerator<string> {
  for await (const { queryText, itemId, grade } of pairs) {
    yield `${onOneLine(queryText)}|${onOneLine(itemId)}|${grade}|HUMAN_JUDGEMENT\n`;
  }
}
