// The acceptable levels of gold: from gold.jsonl where it is given, else as far as the column `correct` tells them.
import { readFileSync } from "node:fs";
import * as z from "zod";
import type { FrozenGold } from "#lib/dataset/rules/record.ts";
import type { Parameters } from "#lib/dataset/rules/version.ts";
import { type Findings, shown } from "./findings.ts";
import { UnusableFolder } from "./folder.ts";

/** How often each level of a gold item was called right, or wrong; by item, then by level. */
export type Told = Map<number, Map<number, { right: number; wrong: number }>>;

export type KnownGold = {
  gold: ReadonlyMap<number, FrozenGold>;
  /** Items whose acceptable levels cannot all be known without gold.jsonl */
  uncertain: number;
};

const LINE = z.object({
  item_no: z.int(),
  version: z.int(),
  levels: z.array(z.int()),
  in_review: z.boolean(),
});

/** @param file gold.jsonl, or null without it */
export function readGold(
  { goldVersions, goldInDoubt }: Parameters,
  { levels, told, file }: { levels: number; told: Told; file: string | null },
  findings: Findings,
): KnownGold {
  const written = file === null ? null : readGoldFile(file, findings);
  const gold = new Map<number, FrozenGold>();
  let uncertain = 0;
  for (const [key, version] of Object.entries(goldVersions)) {
    const itemNo = Number(key);
    const isInReview = goldInDoubt.includes(itemNo);
    const { right, wrong, open } = sortLevels(levels, told.get(itemNo));
    const line = written?.get(itemNo);
    if (line !== undefined) checkLine(line, { itemNo, version, isInReview, right, wrong }, findings);
    else if (written !== null) findings.fault("gold.jsonl", `gold.jsonl has no row with item_no ${itemNo}.`);
    const isAnswered = right.length + wrong.length > 0;
    if (line === undefined && isAnswered && open.length > (right.length > 0 ? 0 : 1)) uncertain += 1;
    const accepted = line?.levels.filter((level) => !wrong.includes(level)) ?? (right.length > 0 ? [] : open);
    const all = isAnswered || line !== undefined ? [...new Set([...right, ...accepted])] : [];
    gold.set(itemNo, { itemNo, version, isInReview, levels: all.sort((a, b) => a - b) });
  }
  for (const itemNo of written?.keys() ?? []) {
    if (!gold.has(itemNo))
      findings.fault("gold.jsonl", `gold.jsonl: item_no ${itemNo} is no gold in manifest.json.`);
  }
  return { gold, uncertain };
}

type Line = z.output<typeof LINE> & { row: number };

function readGoldFile(file: string, findings: Findings): Map<number, Line> {
  const lines = new Map<number, Line>();
  for (const [at, text] of readFileSync(file, "utf8").split("\n").entries()) {
    if (text === "") continue;
    try {
      const line = LINE.parse(JSON.parse(text));
      lines.set(line.item_no, { ...line, row: at + 1 });
    } catch {
      findings.fault("gold.jsonl", `gold.jsonl, row ${at + 1} is damaged.`);
    }
  }
  if (lines.size === 0 && findings.isFaulty("gold.jsonl"))
    throw new UnusableFolder(`${file} is not a file of gold.`);
  return lines;
}

type Expected = Pick<FrozenGold, "itemNo" | "version" | "isInReview"> & { right: number[]; wrong: number[] };

function checkLine(line: Line, { itemNo, version, isInReview, right, wrong }: Expected, findings: Findings) {
  const where = `gold.jsonl, row ${line.row} (item_no ${itemNo})`;
  const say = (sentence: string) => findings.fault("gold.jsonl", `${where}, ${sentence}`);
  if (line.version !== version) say(`version: ${line.version}, but manifest.json says ${version}.`);
  if (line.in_review !== isInReview)
    say(`in_review: ${line.in_review}, but manifest.json says ${isInReview}.`);
  for (const level of right) {
    if (!line.levels.includes(level))
      say(`levels: ${shown(line.levels)}, but the judgments call level ${level} right.`);
  }
  for (const level of wrong) {
    if (line.levels.includes(level))
      say(`levels: ${shown(line.levels)}, but the judgments call level ${level} wrong.`);
  }
}

/** Levels that most rows call right, those that they call wrong, and those that nobody gave. */
function sortLevels(levels: number, told: ReturnType<Told["get"]>) {
  const sorted = { right: [] as number[], wrong: [] as number[], open: [] as number[] };
  for (let level = 1; level <= levels; level++) {
    const counts = told?.get(level);
    if (counts === undefined) sorted.open.push(level);
    else (counts.right >= counts.wrong ? sorted.right : sorted.wrong).push(level);
  }
  return sorted;
}
