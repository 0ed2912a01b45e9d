// The sets with known truth in a folder, as the sciences take them.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { readProject } from "../consensus/project.ts";
import { BadInput, readTable } from "../consensus/table.ts";

export type RatedSet = {
  readonly name: string;
  readonly labeling: Labeling;
  /** By item, bit sets of the right labels, 0 = unknown */
  readonly truth: Int32Array;
  /** Whether distances between labels mean something */
  readonly isOrdinal: boolean;
  /** Whether the raters are people; programs of the same few kinds share their mistakes */
  readonly isCrowd: boolean;
  /** By item, the number of its query; null where the file names no queries */
  readonly query: Int32Array | null;
};

/** Sets whose labels are names. */
const NOMINAL: readonly string[] = ["face"];

/** Tables with one row per item, one column per rater and one for the truth. */
const WIDE = [
  {
    file: "Broad_Query_Set_individual_ratings.csv",
    name: "chorus",
    columns: { query: "query", item: "docid", truth: "final_rating" },
    isRater: (column: string) => /^agent_\d+_rating$/.test(column),
    isCrowd: true,
    levels: 4,
  },
  {
    file: "judges_wide.csv",
    name: "llmjudge",
    columns: { query: "query_id", item: "passage_id", truth: "human" },
    isRater: (column: string) => !["query_id", "passage_id", "human"].includes(column),
    isCrowd: false,
    levels: 4,
  },
] as const;

/**
 * Every `X_label.csv` (item, worker, label) with its `X_truth.csv` (item, truth) below the folder, and the wide tables that
 * are known by name. A set is named X, or as its folder.
 * @throws BadInput when the folder cannot be read, holds no set, or a file is not what it should be
 */
export async function readSets(folder: string): Promise<RatedSet[]> {
  const files = filesIn(folder);
  const sets: RatedSet[] = [];
  for (const file of files) {
    const wide = WIDE.find((known) => known.file === path.basename(file));
    const truth = file.replace(/label\.csv$/, "truth.csv");
    if (wide !== undefined) sets.push(await readWide(file, wide));
    else if (truth !== file && files.includes(truth)) sets.push(await readPair(file, truth));
  }
  if (sets.length === 0) throw new BadInput(`${folder}: no set with labels and truths`);
  return sets.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
  } catch (error) {
    throw new BadInput(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readPair(labels: string, truthFile: string): Promise<RatedSet> {
  const own = path.basename(labels).replace(/_?label\.csv$/, "");
  const name = own === "" ? path.basename(path.dirname(labels)) : own;
  const isOrdinal = !NOMINAL.includes(name);
  const { labeling, truth } = await readProject({
    ...{ labels, truth: truthFile, scale: isOrdinal ? "found" : "nominal" },
    ...{ goldShare: 0, seed: 1, maxPerItem: null, out: null },
  });
  return { name, labeling, truth, isOrdinal, isCrowd: true, query: null };
}

async function readWide(
  file: string,
  { name, columns, isRater, isCrowd, levels }: (typeof WIDE)[number],
): Promise<RatedSet> {
  const header: string[] = parse(readFileSync(file), { bom: true, to: 1 })[0] ?? [];
  const raters = header.map((column) => column.trim().toLowerCase()).filter(isRater);
  const queries = new Map<string, number>();
  const triples: [number, number, number][] = [];
  const truth: number[] = [];
  const query: number[] = [];
  for await (const { cells } of readTable(file, [columns.query, columns.truth, ...raters])) {
    const [asked = "", right, ...given] = cells;
    if (!queries.has(asked)) queries.set(asked, queries.size);
    query.push(queries.get(asked) ?? 0);
    given.forEach((cell, rater) => {
      // Some judges left the scale: such an answer is none.
      if (isLabel(cell, levels)) triples.push([truth.length, rater, Number(cell)]);
    });
    truth.push(isLabel(right, levels) ? 1 << Number(right) : 0);
  }
  const shape = { items: truth.length, annotators: raters.length, levels };
  return {
    name,
    labeling: labelingFromTriples(shape, triples),
    truth: Int32Array.from(truth),
    isOrdinal: true,
    isCrowd,
    query: Int32Array.from(query),
  };
}

function isLabel(cell: string | undefined, levels: number): boolean {
  const value = Number(cell);
  return cell !== "" && Number.isInteger(value) && value >= 0 && value < levels;
}
