// The two files as the sciences take them, and a count of everything that was left out.

import { groupRatings, keepRatings, type Labeling, latestRatings } from "#lib/labeling.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import type { Arguments } from "./arguments.ts";
import { type Scale, scaleOf } from "./scale.ts";
import { BadInput, readTable } from "./table.ts";

export type Project = {
  readonly scale: Scale;
  readonly labeling: Labeling;
  /** Names of items by index */
  readonly items: readonly string[];
  /** By item, bit sets of labels, 0 = none: what the rules may see, and what they are scored on */
  readonly gold: Int32Array;
  readonly truth: Int32Array;
  readonly counts: Counts;
};

/** What was read, and what of it could not be used. */
export type Counts = {
  readonly labels: number;
  /** A pair of item and worker that came before: its latest label counts */
  readonly repeatedPairs: number;
  /** Beyond --max-per-item */
  readonly leftOut: number;
  readonly truths: number;
  readonly repeatedTruths: number;
  readonly truthsOfUnknownItems: number;
  readonly truthsOutsideScale: number;
};

/** @throws BadInput when a file cannot be used */
export async function readProject(asked: Arguments): Promise<Project> {
  const rows = await readLabels(asked.labels);
  const truths = asked.truth === null ? [] : await readTruths(asked.truth);
  const scale = scaleOf(
    rows.words.keys(),
    truths.map((row) => row.word),
    asked.scale,
  );
  const all = labelingOf(rows, scale);
  const once = latestRatings(all);
  const accepted = new Int32Array(all.items);
  const lost = { repeatedTruths: 0, truthsOfUnknownItems: 0, truthsOutsideScale: 0 };
  for (const { item, word } of truths) {
    const at = rows.items.get(item);
    const label = scale.labelOf(word);
    if (at === undefined) lost.truthsOfUnknownItems++;
    else if (label === undefined) lost.truthsOutsideScale++;
    else {
      if (accepted[at] !== 0) lost.repeatedTruths++;
      accepted[at] = 1 << label;
    }
  }
  const random = createRandom(asked.seed);
  const { gold, truth } = dealGold(accepted, asked.goldShare, random);
  const labeling = asked.maxPerItem === null ? once : someRatings(once, asked.maxPerItem, random);
  const read = { labels: all.item.length, repeatedPairs: all.item.length - once.item.length };
  const counts = {
    ...read,
    leftOut: once.item.length - labeling.item.length,
    truths: truths.length,
    ...lost,
  };
  return { scale, labeling, items: [...rows.items.keys()], gold, truth, counts };
}

type LabelRows = {
  readonly items: Map<string, number>;
  readonly workers: Map<string, number>;
  readonly words: Map<string, number>;
  readonly item: number[];
  readonly worker: number[];
  readonly word: number[];
};

async function readLabels(file: string): Promise<LabelRows> {
  const rows: LabelRows = {
    items: new Map(),
    workers: new Map(),
    words: new Map(),
    item: [],
    worker: [],
    word: [],
  };
  for await (const { cells } of readTable(file, [
    ["item", "item_no"],
    ["annotator", "worker"],
    ["label", "level"],
  ])) {
    const [item, worker, label] = cells as [string, string, string];
    rows.item.push(indexOf(rows.items, item));
    rows.worker.push(indexOf(rows.workers, worker));
    rows.word.push(indexOf(rows.words, label));
  }
  if (rows.item.length === 0) throw new BadInput(`${file}: no rows`);
  return rows;
}

async function readTruths(file: string): Promise<{ item: string; word: string }[]> {
  const truths: { item: string; word: string }[] = [];
  for await (const { cells } of readTable(file, [["item", "item_no"], "truth"])) {
    const [item, word] = cells as [string, string];
    truths.push({ item, word });
  }
  return truths;
}

function indexOf(seen: Map<string, number>, name: string): number {
  const known = seen.get(name);
  if (known !== undefined) return known;
  seen.set(name, seen.size);
  return seen.size - 1;
}

function labelingOf(rows: LabelRows, scale: Scale): Labeling {
  const labelOfWord = Uint8Array.from(rows.words.keys(), (word) => scale.labelOf(word) ?? 0);
  return {
    items: rows.items.size,
    annotators: rows.workers.size,
    levels: scale.names.length,
    item: Int32Array.from(rows.item),
    annotator: Int32Array.from(rows.worker),
    label: Uint8Array.from(rows.word, (word) => labelOfWord[word] as number),
  };
}

/** Deals a share of the truths, at random, to the rules as gold; the rest is for scoring. */
function dealGold(accepted: Int32Array, share: number, random: Random) {
  const known = shuffle(
    [...accepted.keys()].filter((item) => accepted[item] !== 0),
    random,
  );
  const gold = new Int32Array(accepted.length);
  const truth = accepted.slice();
  for (const item of known.slice(0, Math.round(share * known.length))) {
    gold[item] = accepted[item] as number;
    truth[item] = 0;
  }
  return { gold, truth };
}

/** At most this many ratings of every item, drawn at random. */
function someRatings(labeling: Labeling, most: number, random: Random): Labeling {
  const { start, rating } = groupRatings(labeling.item, labeling.items);
  const keep = new Uint8Array(rating.length);
  for (let i = 0; i < labeling.items; i++) {
    const own = shuffle([...rating.subarray(start[i], start[i + 1])], random);
    for (const r of own.slice(0, most)) keep[r] = 1;
  }
  return keepRatings(labeling, keep);
}

function shuffle(list: number[], random: Random): number[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const moved = list[at] as number;
    list[at] = list[other] as number;
    list[other] = moved;
  }
  return list;
}
