import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beirCorpus, beirQrels, beirQueries } from "./beir.ts";
import { crowdKitCsv } from "./crowd-kit.ts";
import { ranxJson, vespaJson } from "./grades-json.ts";
import { rankLibLines, solrLines } from "./learning-to-rank.ts";
import { mtebCard, mtebQrels } from "./mteb.ts";
import { rankEvalJson, workbenchJson } from "./opensearch.ts";
import type { JudgedPair, JudgedPairs } from "./pair.ts";
import { quepidCsv } from "./quepid.ts";
import { refusePipes, refuseSameText } from "./refusal.ts";
import { rerankerPairs } from "./reranker.ts";

const ABOUT = { name: 'assay-"p"-v1', topGrade: 4 };

const pair = (
  query: string,
  document: string,
  grade: number,
  change: Partial<JudgedPair> = {},
): JudgedPair => ({
  ...{ query, document, grade, queryText: `text of ${query}`, itemId: document },
  ...{ title: `title of ${document}`, text: `text of ${document}`, ...change },
});

// Pairs of a query do not come together: items of two queries may take turns.
const PAIRS = [
  pair("q1", "d1", 4),
  pair("q2", "d1", 0),
  pair("q1", "i2", 1, { itemId: "d 2" }),
  pair("q3", "d3", 0),
  pair("q2", "d4", 3, { queryText: "text of q2" }),
];

async function* pairsOf(pairs: readonly JudgedPair[]): AsyncGenerator<JudgedPair> {
  yield* pairs;
}

async function written(
  write: (pairs: JudgedPairs, about: typeof ABOUT) => AsyncIterable<string>,
  pairs: readonly JudgedPair[] = PAIRS,
): Promise<string> {
  let text = "";
  for await (const piece of write(pairsOf(pairs), ABOUT)) text += piece;
  return text;
}

const rowsOf = (text: string) =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe("BEIR", () => {
  test("has each document and each query once, by the ids of qrels", async () => {
    expect(rowsOf(await written(beirCorpus)).map(({ _id }) => _id)).toEqual(["d1", "i2", "d3", "d4"]);
    expect(rowsOf(await written(beirCorpus))[0]).toEqual({
      _id: "d1",
      title: "title of d1",
      text: "text of d1",
    });
    expect(rowsOf(await written(beirQueries))).toEqual(
      ["q1", "q2", "q3"].map((_id) => ({ _id, text: `text of ${_id}` })),
    );
  });

  test("has a header over its qrels, because its reader skips the first line", async () => {
    expect(await written(beirQrels)).toBe(
      "query-id\tcorpus-id\tscore\nq1\td1\t4\nq2\td1\t0\nq1\ti2\t1\nq3\td3\t0\nq2\td4\t3\n",
    );
  });
});

describe("MTEB", () => {
  test("has whole numbers as scores", async () => {
    const rows = rowsOf(await written(mtebQrels));
    expect(rows[2]).toEqual({ "query-id": "q1", "corpus-id": "i2", score: 1 });
    expect(rows.every(({ score }) => Number.isInteger(score))).toBe(true);
  });

  test("names in its card the files as they are called", async () => {
    const card = await written(mtebCard);
    expect([...card.matchAll(/path: (\S+)/g)].map(([, path]) => path)).toEqual([
      "qrels/test.jsonl",
      "corpus.jsonl",
      "queries.jsonl",
    ]);
  });
});

describe("OpenSearch", () => {
  test("gets ratings as text, under the text of the query and the document's own id", async () => {
    const body = JSON.parse(await written(workbenchJson));
    expect(body).toMatchObject({ name: ABOUT.name, type: "IMPORT_JUDGMENT" });
    expect(body.judgmentRatings).toEqual([
      {
        query: "text of q1",
        ratings: [
          { docId: "d1", rating: "4.0" },
          { docId: "d 2", rating: "1.0" },
        ],
      },
      {
        query: "text of q2",
        ratings: [
          { docId: "d1", rating: "0.0" },
          { docId: "d4", rating: "3.0" },
        ],
      },
      { query: "text of q3", ratings: [{ docId: "d3", rating: "0.0" }] },
    ]);
  });

  test("gets a request for _rank_eval whose requests all use its template", async () => {
    const { requests, templates } = JSON.parse(await written(rankEvalJson));
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map((one: { template_id: string }) => one.template_id))).toEqual(
      new Set([templates[0].id]),
    );
    expect(requests[0]).toMatchObject({ id: "q1", params: { query: "text of q1" } });
    expect(requests[0].ratings[1]).toEqual({ _index: "INDEX", _id: "d 2", rating: 1 });
  });

  test("gets valid JSON of a version without pairs", async () => {
    expect(JSON.parse(await written(workbenchJson, [])).judgmentRatings).toEqual([]);
    expect(JSON.parse(await written(rankEvalJson, [])).requests).toEqual([]);
  });
});

test("RankLib gets the rows of a query together", async () => {
  expect(await written(rankLibLines)).toBe(
    [
      "4 qid:1 # d1 text of q1",
      "1 qid:1 # d 2 text of q1",
      "0 qid:2 # d1 text of q2",
      "3 qid:2 # d4 text of q2",
      "0 qid:3 # d3 text of q3",
      "",
    ].join("\n"),
  );
});

test("Solr gets four columns, whatever ends a line in a text", async () => {
  const pairs = [pair("q1", "d1", 2, { queryText: "two\nlines\u2028of it" })];
  expect(await written(solrLines, pairs)).toBe("two lines of it|d1|2|HUMAN_JUDGEMENT\n");
});

test("ranx gets whole numbers, pyvespa shares of the highest grade and relevant documents only", async () => {
  expect(JSON.parse(await written(ranxJson))).toEqual({
    q1: { d1: 4, "d 2": 1 },
    q2: { d1: 0, d4: 3 },
    q3: { d3: 0 },
  });
  const text = await written(vespaJson);
  expect(JSON.parse(text)).toEqual({ q1: { d1: 1, "d 2": 0.25 }, q2: { d4: 0.75 } });
  expect(text).toContain('"d1":1.0');
  expect(JSON.parse(await written(vespaJson, [pair("q1", "d1", 0)]))).toEqual({});
});

test("a reranker gets title and text in one, and labels in 0..1", async () => {
  expect(rowsOf(await written(rerankerPairs))[2]).toEqual({
    query: "text of q1",
    document: "title of i2\ntext of i2",
    label: 0.25,
  });
  const [bare] = rowsOf(await written(rerankerPairs, [pair("q1", "d1", 4, { title: "" })]));
  expect(bare).toMatchObject({ document: "text of d1", label: 1 });
});

test("Quepid gets back every text exactly, under the document's own id", async () => {
  const unit = fc.constantFrom("a", ",", '"', "\n", "\r", "=", "'", "|", "ü");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 5 }), async (texts) => {
      const pairs = texts.map((text, at) =>
        pair("q", `i${at}`, at, { queryText: text, itemId: `${text}${at}` }),
      );
      const [header, ...rows] = parse(await written(quepidCsv, pairs), {
        record_delimiter: "\n",
      }) as string[][];
      expect(header).toEqual(["query", "docid", "rating"]);
      expect(rows).toEqual(texts.map((text, at) => [text, `${text}${at}`, String(at)]));
    }),
  );
});

test("crowd-kit gets one row for each answer", async () => {
  async function* answers() {
    yield { task: "1", worker: "calm-otter-11", label: 5 };
    yield { task: "1", worker: "odd,name", label: 2 };
  }
  let text = "";
  for await (const piece of crowdKitCsv(answers())) text += piece;
  expect(text).toBe('task,worker,label\n1,calm-otter-11,5\n1,"odd,name",2\n');
});

describe("a format that would misread a version refuses it", () => {
  test("where two queries have one text", () => {
    const refuse = refuseSameText();
    expect(PAIRS.map(refuse)).toEqual([null, null, null, null, null]);
    expect(refuse(pair("q9", "d1", 1, { queryText: "text of q1" }))).toEqual({
      reason: "same-text",
      text: "text of q1",
    });
  });

  test("where a query or an id has a pipe, and the columns are parted by pipes", () => {
    expect(refusePipes()(pair("q1", "d1", 1, { queryText: "a|b" }))).toEqual({ reason: "pipe", text: "a|b" });
    expect(refusePipes()(pair("q1", "d1", 1, { itemId: "d|1" }))).toEqual({ reason: "pipe", text: "d|1" });
    expect(refusePipes()(pair("q1", "d1", 1))).toBeNull();
  });
});
