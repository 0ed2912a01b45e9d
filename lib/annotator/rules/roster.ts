import type { Defined } from "#lib/labeling.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";

const QUALITIES =
  "able amber bold brave breezy bright brisk calm candid clear clever crisp deft eager early fair fleet fond free " +
  "fresh gentle glad golden grand happy hardy honest jolly keen kind lively loyal lucid lucky mellow merry mild " +
  "neat nimble noble patient plucky polite proud prudent quick quiet ready rosy sage serene sharp silver snug " +
  "solid steady stout sturdy sunny swift tender tidy true vivid warm wise witty";

const ANIMALS =
  "badger beaver bison bittern bunting crane curlew dipper dolphin dormouse dove eagle egret falcon ferret finch " +
  "fox gannet gecko grebe grouse hare hedgehog heron hoopoe ibis jackdaw kestrel kite lapwing lark linnet lynx " +
  "magpie marmot marten martin mole moose newt ocelot oriole osprey otter owl panda partridge petrel pika plover " +
  "puffin quail rabbit raven robin salmon seal shrew siskin sparrow squirrel stork swallow swan swift tern " +
  "thrush toad turtle vole wagtail walrus warbler weasel whale wren yak";

/** Chance is an argument: a function that returns a whole number from 0 up to, but not including, its argument. */
export type Dice = (sides: number) => number;

/**
 * A name that hides who a person is but can be spoken about.
 *
 * @example pseudonym(() => 0) is "able-badger-2"
 */
export function pseudonym(dice: Dice): string {
  return `${pick(QUALITIES, dice)}-${pick(ANIMALS, dice)}-${2 + dice(98)}`;
}

function pick(words: string, dice: Dice): string {
  const list = words.split(" ");
  return list[dice(list.length)] ?? "";
}

/**
 * The lines of a guideline that were not in the version a person read, in order, without blank ones.
 *
 * @example newLines("a\nb", "a\nc\nb") is ["c"]
 */
function newLines(before: string, after: string): string[] {
  const known = new Set(before.split("\n").map((line) => line.trim()));
  return after
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !known.has(line));
}

export type LineChanges = { added: readonly string[]; removed: readonly string[] };

/** What is new in a guideline and what is gone from it: each line once, in words, without the signs of Markdown. */
export function lineChanges(before: string, after: string): LineChanges {
  const [was, is] = [inWords(before), inWords(after)];
  return { added: [...new Set(newLines(was, is))], removed: [...new Set(newLines(is, was))] };
}

function inWords(markdown: string): string {
  return markdown.split("\n").map(lineInWords).join("\n");
}

function lineInWords(line: string): string {
  const words = line
    .trim()
    .replace(/^(?:#{1,6}|>|[-*+]|\d+[.)])\s+/, "")
    .replace(/\*\*|__|`/g, "")
    .replace(/(^|[^\p{L}\p{N}])([*_])(\S.*?)\2(?![\p{L}\p{N}])/gu, "$1$3")
    .replace(/^\|\s*|\s*\|$/g, "")
    .replace(/\s*\|\s*/g, " · ");
  // Lines that only draw a table or a rule have no words.
  return /[\p{L}\p{N}]/u.test(words) ? words : "";
}

export type AnnotatorRow = {
  no: number;
  pseudonym: string;
  /** They can see which items are gold, so their gold accuracy does not measure them */
  seesGold: boolean;
  /** Null for simulated people and after erasure */
  name: string | null;
  state: "probation" | "trusted" | "review" | "suspended";
  /** They saw their misses, and their evidence has started over */
  hasSecondChance: boolean;
  isSimulated: boolean;
  joinedAt: Date;
  /** Judgments of ordinary items that count now: together they are what the project's progress counts */
  judgments: number;
  unratable: number;
  medianDurationMs: number | null;
  lastJudgmentAt: Date | null;
};

export type InviteRow = { code: string; createdAt: Date; createdBy: string | null; revokedAt: Date | null };

/** What an invite page shows to anyone with the link. */
export type InviteView = {
  projectId: string;
  projectName: string;
  question: string;
  projectState: "draft" | "live" | "paused" | "ended";
  /** Gold included, so that the number does not reveal it */
  items: number;
  levels: { value: number; name: string; definition: string }[];
  invitedBy: string | null;
  isClosed: boolean;
};

/** Why nobody can join by an invite. People can join before the launch and in a pause, and then wait with the others. */
export function whyNoJoining(
  invite: Pick<InviteView, "isClosed" | "projectState">,
): "closed" | "ended" | null {
  if (invite.projectState === "ended") return "ended";
  return invite.isClosed ? "closed" : null;
}

/** An annotator together with their standing on gold. */
export type RankedAnnotator = AnnotatorRow & { gold: Defined<GoldAccuracy> };

/**
 * By the lower end of the interval of their gold accuracy, the highest first. People without gold answers come last, the
 * most active first.
 */
export function rankByGold(
  rows: readonly AnnotatorRow[],
  byAnnotator: ReadonlyMap<number, Defined<GoldAccuracy>>,
): RankedAnnotator[] {
  const ranked = rows.map(
    (row): RankedAnnotator => ({
      ...row,
      gold: byAnnotator.get(row.no) ?? { value: null, reason: "no-gold" },
    }),
  );
  return ranked.sort(
    (a, b) => lowerBound(b.gold) - lowerBound(a.gold) || b.judgments - a.judgments || a.no - b.no,
  );
}

function lowerBound(gold: Defined<GoldAccuracy>): number {
  return gold.reason === null ? gold.exact.wilson.lower : -1;
}

/** With fewer answers on gold, nothing is concluded about a person. */
const ENOUGH_GOLD = 5;

/** How many more answers on gold are needed before anything is concluded about a person. */
export function missingGold(gold: Defined<GoldAccuracy>): number {
  return Math.max(0, ENOUGH_GOLD - (gold.reason === null ? gold.n : 0));
}

export type MyProject = {
  projectId: string;
  name: string;
  question: string;
  state: "draft" | "live" | "paused" | "ended";
  pseudonym: string;
  seesGold: boolean;
  standing: AnnotatorRow["state"];
  judged: number;
};
