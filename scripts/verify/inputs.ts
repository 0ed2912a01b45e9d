// Puts together what the labels of a version are a function of, from the files of its folder.
import { readFileSync } from "node:fs";
import { isChosen } from "#lib/agreement/rules.ts";
import { collectColumns, type FrozenColumns, IS } from "#lib/dataset/rules/columns.ts";
import { JUDGMENT_COLUMNS } from "#lib/dataset/rules/judgment-row.ts";
import type { Frozen } from "#lib/dataset/rules/record.ts";
import type { Findings } from "./findings.ts";
import type { VersionFolder, VersionManifest } from "./folder.ts";
import { readGold, type Told } from "./gold.ts";
import { type MergedRow, mergeRows } from "./merge.ts";
import type { Tables } from "./tables.ts";

export type Inputs = Frozen & {
  columns: FrozenColumns;
  /** Gold items whose levels the folder does not say in full */
  uncertain: number;
  /** Whether the folder says what agreement is over */
  knowsAgreement: boolean;
};

/** @param goldFile gold.jsonl, or null without it */
export async function readInputs(
  { manifest, place }: VersionFolder,
  { labels, judgments, sourceColumns }: Tables,
  goldFile: string | null,
  findings: Findings,
): Promise<Inputs> {
  const queries = numbering();
  const ordinary: number[] = [];
  const name = namer(labels.columns);
  for await (const row of mergeRows(labels, findings)) {
    const cell = name(row);
    ordinary.push(Number(cell("item_no")));
    const query = cell("query_id");
    if (query !== null) queries.of(query);
  }
  const read = await readColumns(mergeRows(judgments, findings), manifest.parameters.goldVersions, queries);
  const { parameters } = manifest;
  const levels = manifest.scale.length;
  const known = readGold(parameters, { levels, told: read.told, file: goldFile }, findings);
  const nos = new Set([...ordinary, ...known.gold.keys()]);
  return {
    parameters,
    project: projectOf(manifest, sourceColumns, place("guideline.md")),
    itemNos: Int32Array.from(nos).sort(),
    ...known,
    pseudonyms: new Map([...read.people.all()].map(([pseudonym, no]) => [no, pseudonym])),
    columns: read.columns,
    knowsAgreement: !isChosen(parameters.selection),
  };
}

function projectOf(
  { project, simulated_crowd, scale, guideline_versions }: VersionManifest,
  sourceColumns: readonly string[],
  guideline: string | null,
): Frozen["project"] {
  const text = guideline === null ? "" : readFileSync(guideline, "utf8");
  return {
    ...project,
    isSimulated: simulated_crowd,
    fieldRoles: sourceColumns.map((column) => ({ name: column, role: "other" })),
    levels: scale,
    // Where several were judged under, one text holds them all: only their numbers matter here.
    guidelines: guideline_versions.map((version) => ({ version, markdown: text })),
  };
}

/** Numbers from 1 on, in the order in which names first come. */
function numbering() {
  const numbers = new Map<string, number>();
  return {
    of(name: string): number {
      const no = numbers.get(name) ?? numbers.size + 1;
      numbers.set(name, no);
      return no;
    },
    all: () => numbers.entries(),
  };
}

/** Finds the cells of rows by the names of their columns. */
export function namer(columns: readonly { name: string }[]) {
  const places = new Map(columns.map(({ name }, at) => [name, at]));
  return ({ cells }: MergedRow) =>
    (column: string) =>
      cells[places.get(column) ?? -1] ?? null;
}

async function readColumns(
  rows: AsyncGenerator<MergedRow>,
  goldVersions: Readonly<Record<string, number>>,
  queries: ReturnType<typeof numbering>,
) {
  const collected = collectColumns();
  const people = numbering();
  const told: Told = new Map();
  const seqs: string[] = [];
  const superseded = new Set<string>();
  const name = namer(JUDGMENT_COLUMNS);
  for await (const row of rows) {
    const cell = name(row);
    const [itemNo, level] = [Number(cell("item_no")), Number(cell("level") ?? 0)];
    const [query, supersedes] = [cell("query_id"), cell("supersedes")];
    if (supersedes !== null) superseded.add(supersedes);
    seqs.push(cell("seq") ?? "");
    const counted = cell("counted") === "true" ? IS.counted | IS.beforeChoosing : 0;
    collected.add({
      ...{ itemNo, level, annotatorNo: people.of(cell("annotator") ?? "") },
      queryNo: query === null ? 0 : queries.of(query),
      is: counted | (cell("action") === "judge" ? IS.answer : 0),
    });
    if (String(itemNo) in goldVersions && level > 0) tell(told, itemNo, level, cell("correct"));
  }
  const columns = collected.finish();
  for (const [r, seq] of seqs.entries())
    if (!superseded.has(seq)) columns.is[r] = (columns.is[r] ?? 0) | IS.newest;
  return { columns, people, told };
}

function tell(told: Told, itemNo: number, level: number, correct: string | null): void {
  if (correct === null) return;
  const levels = told.get(itemNo) ?? new Map();
  told.set(itemNo, levels);
  const counts = levels.get(level) ?? { right: 0, wrong: 0 };
  levels.set(level, counts);
  counts[correct === "true" ? "right" : "wrong"] += 1;
}
