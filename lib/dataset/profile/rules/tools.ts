import { beirCorpus, beirQrels, beirQueries } from "#lib/formats/profiles/beir.ts";
import { ranxJson, vespaJson } from "#lib/formats/profiles/grades-json.ts";
import { rankLibLines, solrLines } from "#lib/formats/profiles/learning-to-rank.ts";
import { mtebCard, mtebQrels } from "#lib/formats/profiles/mteb.ts";
import { rankEvalJson, workbenchJson } from "#lib/formats/profiles/opensearch.ts";
import type { AboutPairs, JudgedPairs } from "#lib/formats/profiles/pair.ts";
import { quepidCsv } from "#lib/formats/profiles/quepid.ts";
import { type PairCheck, refusePipes, refuseSameText } from "#lib/formats/profiles/refusal.ts";
import { rerankerPairs } from "#lib/formats/profiles/reranker.ts";

/** How a file for another tool is made of a version's judged pairs. */
export type ProfileFile = {
  readonly mediaType: string;
  readonly write: (pairs: JudgedPairs, about: AboutPairs) => AsyncIterable<string>;
  /** Looks at all pairs first, where the format cannot hold every version */
  readonly check?: () => PairCheck;
};

const JSON_TYPE = "application/json";
const LINES_TYPE = "application/jsonl";
const TEXT_TYPE = "text/plain";

const CORPUS = { mediaType: LINES_TYPE, write: beirCorpus };
const QUERIES = { mediaType: LINES_TYPE, write: beirQueries };

/** Files for other tools by their path, which begins with the tool. They are made when somebody asks, and not kept. */
const PAIR_FILES = {
  "opensearch/judgments.json": { mediaType: JSON_TYPE, write: workbenchJson, check: refuseSameText },
  "quepid/ratings.csv": { mediaType: "text/csv", write: quepidCsv, check: refuseSameText },
  "beir/corpus.jsonl": CORPUS,
  "beir/queries.jsonl": QUERIES,
  "beir/qrels/test.tsv": { mediaType: "text/tab-separated-values", write: beirQrels },
  "mteb/README.md": { mediaType: "text/markdown", write: mtebCard },
  "mteb/corpus.jsonl": CORPUS,
  "mteb/queries.jsonl": QUERIES,
  "mteb/qrels/test.jsonl": { mediaType: LINES_TYPE, write: mtebQrels },
  "rank-eval/request.json": { mediaType: JSON_TYPE, write: rankEvalJson },
  "ranklib/judgments.txt": { mediaType: TEXT_TYPE, write: rankLibLines },
  "solr/judgments.txt": { mediaType: TEXT_TYPE, write: solrLines, check: refusePipes },
  "pyvespa/relevant.json": { mediaType: JSON_TYPE, write: vespaJson },
  "ranx/qrels.json": { mediaType: JSON_TYPE, write: ranxJson },
  "reranker/pairs.jsonl": { mediaType: LINES_TYPE, write: rerankerPairs },
} as const satisfies Record<string, ProfileFile>;

/** The one that is made of the answers. */
export const ANSWERS_FILE = { name: "crowd-kit/answers.csv", mediaType: "text/csv" } as const;

type ProfileFileName = keyof typeof PAIR_FILES | (typeof ANSWERS_FILE)["name"];
type ToolOf<Name extends string> = Name extends `${infer Tool}/${string}` ? Tool : never;
/** A tool that there are files for, as paths name it. */
export type Tool = ToolOf<ProfileFileName>;

const NAMES = [...(Object.keys(PAIR_FILES) as ProfileFileName[]), ANSWERS_FILE.name];

/** The tools in the order in which they are offered, each with its files. */
export const TOOLS: readonly { tool: Tool; files: readonly ProfileFileName[] }[] = [
  ...new Set(NAMES.map((name) => name.split("/")[0] as Tool)),
].map((tool) => ({ tool, files: NAMES.filter((name) => name.startsWith(`${tool}/`)) }));

/** How the file of this path is made of judged pairs, or null. */
export function pairFile(name: string): ProfileFile | null {
  return Object.hasOwn(PAIR_FILES, name) ? PAIR_FILES[name as keyof typeof PAIR_FILES] : null;
}
