// `npm run bench -- science [--items 10000,100000,1000000] [--runs 9] [--no-peers] [--peers FOLDER]`
//
// Times agreement and aggregation on simulated ratings of three sizes, beside a typed-array floor and the peers that people
// use instead, all in one run on the same ratings. Medians; single thread.
import { parseArgs } from "node:util";
import { alpha as npmAlpha } from "krippendorff";
import type { Labeling } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { dawidSkene } from "#lib/statistics/aggregation/models/dawid-skene.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { bootstrapAlpha } from "#lib/statistics/agreement/alpha/alpha-bootstrap.ts";
import { gwetAc2 } from "#lib/statistics/agreement/gwet.ts";
import { headlinePoints } from "#lib/statistics/agreement/headline-points.ts";
import { exactAgreement, withinOneAgreement } from "#lib/statistics/agreement/percent.ts";
import { addRating, liveCounts, liveTally, removeRating } from "#lib/statistics/counting/incremental.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { ANNOTATORS, RATINGS_PER_ITEM, simulateRatings } from "./science/data.ts";
import { floorAlpha, floorInterval } from "./science/floor.ts";
import { floorRound, newRound } from "./science/floor-round.ts";
import { timeLiveInterval } from "./science/live-interval.ts";
import { inUnits, median, printLine, takeTurns } from "./science/measure.ts";
import { installPeers, type Peers, type PeerTime } from "./science/peers.ts";
import { timePool } from "./science/pool.ts";

/** Our times that peers are held against, in milliseconds. */
type Ours = { alpha: number; withInterval: number; interval: number; round: number; mixture: number };

export async function benchScience(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      items: { type: "string", default: "10000,100000,1000000" },
      runs: { type: "string", default: "9" },
      peers: { type: "string" },
      "no-peers": { type: "boolean", default: false },
    },
  });
  const runs = Number(values.runs);
  const sizes = values.items.split(",").map(Number);
  const peers = values["no-peers"] ? "not asked for" : installPeers(values.peers);
  if (typeof peers === "string") console.log(`Python peers are absent: ${peers}`);
  console.log(
    `Node ${process.version}, one thread, medians of ${runs} runs, ${ANNOTATORS} annotators, scale of 5.`,
  );
  warmUp();
  const found: { items: number; ours: Ours }[] = [];
  for (const items of sizes) {
    const labeling = simulateRatings(items, 1);
    console.log(`\n${items.toLocaleString("en")} items x ${RATINGS_PER_ITEM} ratings, unsorted`);
    const ours = timeOurs(labeling, runs);
    found.push({ items, ours });
    timeOneRating(labeling);
    timeLiveInterval(labeling);
    timeNpm(labeling, ours.alpha);
    if (typeof peers !== "string") printPeers(peers, labeling, ours);
  }
  if (typeof peers !== "string") peers.remove();
  timePool(runs);
  printGrowth(found);
}

/** Lets the engine compile everything before anything counts. */
function warmUp(): void {
  const small = simulateRatings(20_000, 2);
  takeTurns(5, ours(small));
  takeTurns(5, floors(small));
  dawidSkene(byItem(small), { maxRounds: 5, tolerance: -1 });
}

function ours(labeling: Labeling) {
  return {
    alpha: () => krippendorffAlpha(labeling, "ordinal"),
    everything: () => {
      const sums = tally(labeling);
      return [
        krippendorffAlpha(sums, "ordinal"),
        gwetAc2(sums),
        exactAgreement(sums),
        withinOneAgreement(sums),
        bootstrapAlpha(sums, "ordinal", { seed: 1 }),
      ];
    },
  };
}

function floors(labeling: Labeling) {
  const { classes } = floorAlpha(labeling);
  return { floorAlpha: () => floorAlpha(labeling), floorInterval: () => floorInterval(classes) };
}

function timeOurs(labeling: Labeling, runs: number): Ours {
  const sums = tally(labeling);
  const spent = takeTurns(runs, {
    ...ours(labeling),
    ...floors(labeling),
    interval: () => bootstrapAlpha(sums, "ordinal", { seed: 1 }),
  });
  const floor = spent.floorAlpha + spent.floorInterval;
  printLine(
    "alpha + AC2 + percent + 95% interval, from unsorted ratings",
    spent.everything,
    over(spent.everything, floor),
  );
  printLine("  floor: typed-array prototype, alpha and interval only", floor);
  printLine("ordinal alpha alone", spent.alpha, over(spent.alpha, spent.floorAlpha));
  printLine("  floor", spent.floorAlpha);
  printLine("95% interval alone, 1000 resamples", spent.interval, over(spent.interval, spent.floorInterval));
  printLine("  floor, with approximate draws", spent.floorInterval);
  const { round, mixture } = timeAggregation(labeling, runs);
  return { alpha: spent.alpha, withInterval: spent.everything, interval: spent.interval, round, mixture };
}

function over(spent: number, floor: number): string {
  return `${(spent / floor).toFixed(2)} x floor`;
}

/** A round is the difference between many and few, so that the start from votes does not count. */
function timeAggregation(labeling: Labeling, runs: number): { round: number; mixture: number } {
  const index = byItem(labeling);
  const { table, counts } = newRound(index);
  const fits = takeTurns(Math.min(runs, 5), {
    floor: () => floorRound(index, table, counts),
    index: () => byItem(labeling),
    few: () => dawidSkene(index, { maxRounds: 2, tolerance: -1 }),
    many: () => dawidSkene(index, { maxRounds: 12, tolerance: -1 }),
  });
  const mixture = takeTurns(Math.min(runs, 3), {
    mixture: () => spamMixture(index, { maxRounds: 20, tolerance: -1 }),
  }).mixture;
  const round = (fits.many - fits.few) / 10;
  printLine("ratings sorted by item", fits.index);
  printLine("one Dawid-Skene round", round, over(round, fits.floor));
  printLine("  floor: typed-array prototype", fits.floor);
  printLine("ordinal spam-mixture, 20 rounds", mixture);
  return { round, mixture };
}

/** One rating taken back and given again, the headline's points read after each. */
function timeOneRating(labeling: Labeling): void {
  const live = liveCounts(labeling);
  const times: number[] = [];
  for (let i = 0; i < 2000; i++) {
    const r = (i * 7919) % labeling.item.length;
    const [item, label] = [labeling.item[r] as number, labeling.label[r] as number];
    const start = performance.now();
    removeRating(live, item, label);
    headlinePoints(live.pairs);
    addRating(live, item, label);
    headlinePoints(live.pairs);
    times.push((performance.now() - start) / 2);
  }
  printLine("one rating: headline's points brought up to date", median(times));
  const again = takeTurns(5, { interval: () => bootstrapAlpha(liveTally(live), "ordinal", { seed: 1 }) });
  printLine("one rating: interval computed anew from resamples", again.interval);
}

/** npm krippendorff takes a dense table and knows no ordinal distance, so it gets five columns, nominal, and few items. */
function timeNpm(labeling: Labeling, alpha: number): void {
  const few = Math.min(labeling.items, 2000);
  const columns: (number | undefined)[][] = Array.from({ length: RATINGS_PER_ITEM }, () => []);
  const given = new Int32Array(few);
  labeling.item.forEach((item, r) => {
    if (item >= few) return;
    const column = columns[given[item] as number] as (number | undefined)[];
    column[item] = labeling.label[r];
    given[item] = (given[item] as number) + 1;
  });
  const spent = takeTurns(3, { npm: () => npmAlpha(columns as number[][]) }).npm * (labeling.items / few);
  const note = few < labeling.items ? `, extrapolated from ${few} items` : "";
  printLine("npm krippendorff: nominal alpha", spent, `${times(spent / alpha)} ours${note}`);
}

function printPeers(peers: Peers, labeling: Labeling, own: Ours): void {
  for (const peer of peers.time(labeling, 3)) {
    if (peer.milliseconds === null) console.log(`  ${peer.name} failed: ${peer.error}`);
    else printLine(peer.name, peer.milliseconds, compared(peer, peer.milliseconds, own));
  }
}

function compared(peer: PeerTime, milliseconds: number, own: Ours): string {
  const base = peer.name.includes("round")
    ? own.round
    : peer.name.includes("interval")
      ? peer.name.startsWith("numpy")
        ? own.interval
        : own.withInterval
      : own.alpha;
  const note =
    peer.of !== undefined && peer.per !== 1 ? `, extrapolated from ${peer.of} of ${peer.per} calls` : "";
  return `${times(milliseconds / base)} ours${note}`;
}

function times(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio).toLocaleString("en") : ratio.toFixed(2)} x`;
}

/** Linear cost: ten times the items, about ten times the time; the interval does not grow at all. */
function printGrowth(found: readonly { items: number; ours: Ours }[]): void {
  console.log("\nGrowth with the number of items");
  for (const name of ["alpha", "interval", "withInterval", "round", "mixture"] as const) {
    const perRating = found.map(({ items, ours: own }) => {
      const nanoseconds = (own[name] * 1e6) / (items * RATINGS_PER_ITEM);
      return `${inUnits(own[name])} (${nanoseconds.toFixed(1)} ns a rating)`;
    });
    console.log(`  ${name.padEnd(14)} ${perRating.join("  ->  ")}`);
  }
}
