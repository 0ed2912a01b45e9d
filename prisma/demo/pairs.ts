import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

const CHORUS = new URL("./chorus.csv", import.meta.url);

/** A query and a product of the shop, with the grades 0..3 of its three raters and the final one. */
export type Pair = {
  query: string;
  docid: string;
  name: string;
  description: string;
  grades: readonly [number, number, number];
  final: number;
};

/** A pair of the demo: with its level on the scale 1..5 and, for some, the accepted gold levels with the reason. */
export type DemoPair = Pair & { truth: number; gold: { levels: number[]; reason: string } | null };

const RESULTS_PER_QUERY = 12;
const ROWS = 600;
const GOLDS_PER_LEVEL = 12;

export function readChorus(): Pair[] {
  const rows: Record<string, string>[] = parse(readFileSync(CHORUS), { columns: true });
  return rows.map((row) => ({
    query: row.query ?? "",
    docid: row.docid ?? "",
    name: row.name ?? "",
    description: row.description ?? "",
    grades: [Number(row.agent_1_rating), Number(row.agent_2_rating), Number(row.agent_3_rating)],
    final: Number(row.final_rating),
  }));
}

/** About 600 pairs: the first twelve results of each query. The queries are in the order of a hash, so none is preferred. */
export function demoPairs(): DemoPair[] {
  const byQuery = Map.groupBy(readChorus(), (pair) => pair.query);
  const queries = [...byQuery.keys()].sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
  const pairs: DemoPair[] = [];
  for (const query of queries) {
    if (pairs.length >= ROWS) break;
    for (const pair of byQuery.get(query)?.slice(0, RESULTS_PER_QUERY) ?? []) {
      pairs.push({ ...pair, truth: levelOf(pair), gold: null });
    }
  }
  for (let level = 1; level <= 5; level++)
    markGold(
      pairs.filter((pair) => pair.truth === level),
      level,
    );
  return pairs;
}

// The mean of the three raters and the final grade, which counts twice, stretched from 0..3 to 1..5.
function levelOf(pair: Pair): number {
  const sum = pair.grades[0] + pair.grades[1] + pair.grades[2] + 2 * pair.final;
  return Math.round((sum / 5 / 3) * 4) + 1;
}

// The clearest cases first, spread over the queries by a hash.
function markGold(pairs: DemoPair[], level: number): void {
  const order = (pair: DemoPair) => `${spread(pair)} ${hash(`${pair.query} ${pair.docid}`)}`;
  const chosen = pairs.sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, GOLDS_PER_LEVEL);
  for (const pair of chosen)
    pair.gold = { levels: acceptedLevels(pair, level), reason: reasonFor(pair, level) };
}

const spread = ({ grades }: Pair) => Math.max(...grades) - Math.min(...grades);

/** The levels that a gold accepts whose pair is of this level. */
export function acceptedLevels(pair: Pair, level: number): number[] {
  return acceptable(level, spread(pair));
}

// At the ends of the scale a clear case has one right level; in between the neighbor is right as well.
function acceptable(level: number, spread: number): number[] {
  if (level === 1) return spread === 0 ? [1] : [1, 2];
  if (level === 5) return spread === 0 ? [5] : [4, 5];
  return [level - 1, level, level + 1].filter((near) => near > 1 && near < 5);
}

function reasonFor(pair: DemoPair, level: number): string {
  const said = {
    1: `“${pair.name}” has nothing to do with what a search for “${pair.query}” asks for.`,
    2: `“${pair.name}” is from the same area as “${pair.query}”, but does not answer the need.`,
    3: `“${pair.name}” helps some people who search for “${pair.query}”.`,
    4: `“${pair.name}” answers “${pair.query}”, though a better product is likely.`,
    5: `“${pair.name}” is exactly what a search for “${pair.query}” asks for.`,
  }[level];
  const [first, second, third] = pair.grades;
  return `${said} The shop’s raters graded it ${first}, ${second} and ${third} out of 3. Its final grade is ${pair.final}.`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
