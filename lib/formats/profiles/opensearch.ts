import { byQuery, joinedJson } from "./by-query.ts";
import type { AboutPairs, JudgedPairs } from "./pair.ts";

/**
 * The body with which OpenSearch's Search Relevance Workbench imports judgments. It wants ratings as text, knows a query by its
 * text, and lets the later one of two equal documents replace the first.
 */
export async function* workbenchJson(pairs: JudgedPairs, { name }: AboutPairs): AsyncGenerator<string> {
  const title = JSON.stringify(name);
  const open = `{"name":${title},"description":${title},"type":"IMPORT_JUDGMENT","judgmentRatings":[\n`;
  yield* joinedJson(open, ratings(pairs), "\n]}\n");
}

async function* ratings(pairs: JudgedPairs): AsyncGenerator<string> {
  for (const { queryText, judged } of await byQuery(pairs)) {
    const rated = judged.map(({ itemId, grade }) => ({ docId: itemId, rating: grade.toFixed(1) }));
    yield JSON.stringify({ query: queryText, ratings: rated });
  }
}

/**
 * A request to `_rank_eval` of Elasticsearch and OpenSearch. The template and the index are the reader's to replace; with its
 * metric, a rating of 1 or more is relevant.
 */
export async function* rankEvalJson(pairs: JudgedPairs): AsyncGenerator<string> {
  const template = { query: { match: { FIELD: "{{query}}" } } };
  const templates = [{ id: "search", template: { source: template } }];
  const metric = { dcg: { k: 10, normalize: true } };
  const open = `{"metric":${JSON.stringify(metric)},"templates":${JSON.stringify(templates)},"requests":[\n`;
  yield* joinedJson(open, requests(pairs), "\n]}\n");
}

async function* requests(pairs: JudgedPairs): AsyncGenerator<string> {
  for (const { query, queryText, judged } of await byQuery(pairs)) {
    const rated = judged.map(({ itemId, grade }) => ({ _index: "INDEX", _id: itemId, rating: grade }));
    yield JSON.stringify({ id: query, template_id: "search", params: { query: queryText }, ratings: rated });
  }
}
