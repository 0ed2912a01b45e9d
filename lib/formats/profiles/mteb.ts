import { canonicalJson } from "#lib/formats/canonical.ts";
import type { AboutPairs, JudgedPairs } from "./pair.ts";

/** qrels/test.jsonl of MTEB. Its reader makes scores whole numbers of 32 bits: a fraction would lose its rest. */
export async function* mtebQrels(pairs: JudgedPairs): AsyncGenerator<string> {
  for await (const { query, document, grade } of pairs) {
    yield `${canonicalJson({ "query-id": query, "corpus-id": document, score: grade })}\n`;
  }
}

/** README.md of MTEB: its header says which file is which part. */
export async function* mtebCard(_: JudgedPairs, { name }: AboutPairs): AsyncGenerator<string> {
  yield `---
task_categories:
  - text-retrieval
dataset_info:
  - config_name: default
    features:
      - name: query-id
        dtype: string
      - name: corpus-id
        dtype: string
      - name: score
        dtype: int32
  - config_name: corpus
    features:
      - name: _id
        dtype: string
      - name: title
        dtype: string
      - name: text
        dtype: string
  - config_name: queries
    features:
      - name: _id
        dtype: string
      - name: text
        dtype: string
configs:
  - config_name: default
    data_files:
      - split: test
        path: qrels/test.jsonl
  - config_name: corpus
    data_files:
      - split: corpus
        path: corpus.jsonl
  - config_name: queries
    data_files:
      - split: queries
        path: queries.jsonl
---

# ${name}

The corpus holds judged documents only. A score of 1 or more is relevant.
`;
}
