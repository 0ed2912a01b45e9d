import type { Tool } from "#lib/dataset/profile/rules/tools.ts";
import type { FormatRefusal } from "#lib/formats/profiles/refusal.ts";

/** The right answers of a version, which are no part of its files. */
export const GOLD_FILE = {
  name: "gold.jsonl",
  help: "The right answers, to verify the labels. Keep it from annotators.",
} as const;

export const PROFILES_TITLE = "For other tools";
export const PROFILES_HELP =
  "Made from this version when you download them. Grades are those of qrels.txt. Gold is not included, except in crowd-kit.";

/** What each tool is called, what its files are for, and what to look out for. */
export const TOOL_WORDS: Readonly<Record<Tool, { name: string; help: string; trap: string }>> = {
  opensearch: {
    name: "OpenSearch Search Relevance Workbench",
    help: "A judgment list to import.",
    trap: "It knows a query by its text. Ratings are text there.",
  },
  quepid: {
    name: "Quepid",
    help: "Ratings to import into a case.",
    trap: "It knows a query by its text. Its scorer must have the same scale as the grades.",
  },
  beir: {
    name: "BEIR",
    help: "Corpus, queries and qrels. Put the qrels into a folder of that name.",
    trap: "The corpus holds judged documents only, so scores are higher than on the whole collection.",
  },
  mteb: {
    name: "MTEB",
    help: "A retrieval data set. Put the qrels into a folder of that name.",
    trap: "The corpus holds judged documents only. Scores become whole numbers of 32 bits.",
  },
  "rank-eval": {
    name: "Elasticsearch or OpenSearch _rank_eval",
    help: "A request to rate your search.",
    trap: "Replace INDEX and the template. Other metrics count a rating of 1 as relevant.",
  },
  ranklib: {
    name: "RankLib, SVMrank and learning-to-rank plugins",
    help: "Judgments by query, without features.",
    trap: "Add the features of your search engine before the # sign.",
  },
  solr: {
    name: "Solr learning to rank",
    help: "Judgments, one a line.",
    trap: "A query or an id with a pipe cannot be written.",
  },
  pyvespa: {
    name: "pyvespa",
    help: "Relevant documents for its evaluator.",
    trap: "Values are shares of the highest grade. Documents with grade 0 are left out.",
  },
  ranx: {
    name: "ranx",
    help: "Grades by query and document.",
    trap: "Binary measures count every grade from 1 as relevant.",
  },
  reranker: {
    name: "Rerankers",
    help: "Pairs of texts, with a label from 0 to 1.",
    trap: "A label of 0 means judged as not relevant, not unjudged.",
  },
  "crowd-kit": {
    name: "crowd-kit",
    help: "Every answer that counts.",
    trap: "Labels are levels, not grades. Items are known by item_no.",
  },
};

const SHOWN_LENGTH = 60;

/** Why a version cannot be written for a tool. */
export function refusalInWords({ reason, text }: FormatRefusal): string {
  const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  return reason === "pipe"
    ? `"${shown}" contains a pipe, which this format cannot hold.`
    : `Several queries have the text "${shown}". This format cannot tell them apart.`;
}
