import type { ByItem } from "./by-item.ts";
import type { Fit } from "./models/dawid-skene.ts";
import { summarizeItem } from "./models/posterior.ts";
import { heaviest } from "./votes/vote.ts";

/** Why a fitted model is not believed; numbers are what was observed. */
export type Alarm =
  | {
      readonly kind: "class-inflated";
      readonly label: number;
      readonly share: number;
      readonly voteShare: number;
    }
  | {
      readonly kind: "class-vanished";
      readonly label: number;
      readonly share: number;
      readonly voteShare: number;
    }
  | { readonly kind: "differs-from-votes"; readonly share: number }
  | { readonly kind: "likelihood-fell"; readonly perRating: number };

/** A class may be at most this many times more or less common than its share of the votes. */
const CLASS_FACTOR = 3;
/** At most this share of items may get another label than the majority. */
const DIFFERENCE = 0.4;
/** Largest fall of the objective below its best round, per rating; smaller ones come from averaging over kinds. */
const FALL = 0.01;

/**
 * Signs that a latent-truth model has gone astray: a class three times more, or less, common than its share of the votes
 * (models can collapse onto one class), another label than the majority on more than 40 % of items, or a likelihood that
 * ended lower than it once was. The label is the one that would be handed out, the posterior median. With any alarm, fall
 * back to a weighted vote and say so.
 *
 * Shares of rare classes get half an imaginary item and vote, so that a class with three votes cannot raise an alarm by
 * rounding; items on which the majority is tied differ only when the model picks none of the tied labels.
 * A convention, not a theorem: the signs and their thresholds are ours.
 * @param index ratings by item: I items, K levels @param fit from any model on the same index: I × K probabilities, and the
 * objective of each round in nats
 * @returns an empty list when nothing is suspicious; shares are fractions, the fall is in nats per rating. Never throws
 * @example a fit that gives every item the same class raises "class-vanished" for the other classes
 */
export function findAlarms(index: ByItem, fit: Pick<Fit, "posterior" | "objectives">): Alarm[] {
  const { items, levels, start } = index;
  const votes = new Float64Array(levels);
  const classes = new Float64Array(levels);
  const row = new Float64Array(levels);
  let rated = 0;
  let different = 0;
  for (let i = 0; i < items; i++) {
    const from = start[i];
    const to = start[i + 1];
    if (from === to) continue;
    rated++;
    countVotes(index, from, to, row);
    const posterior = fit.posterior.subarray(i * levels, (i + 1) * levels);
    const label = summarizeItem(posterior)?.median;
    if (label === undefined || !heaviest(row).candidates.includes(label)) different++;
    for (let k = 0; k < levels; k++) {
      votes[k] = votes[k] + row[k] / (to - from);
      classes[k] = classes[k] + posterior[k];
    }
  }
  const alarms = classAlarms(votes, classes, rated);
  if (different > DIFFERENCE * rated) alarms.push({ kind: "differs-from-votes", share: different / rated });
  const last = fit.objectives.at(-1) ?? 0;
  const perRating =
    (fit.objectives.reduce((most, value) => Math.max(most, value), last) - last) / index.key.length;
  if (perRating > FALL) alarms.push({ kind: "likelihood-fell", perRating });
  return alarms;
}

function countVotes(index: ByItem, from: number, to: number, row: Float64Array): void {
  row.fill(0);
  for (let r = from; r < to; r++) {
    const label = index.key[r] % index.levels;
    row[label] = row[label] + 1;
  }
}

function classAlarms(votes: Float64Array, classes: Float64Array, rated: number): Alarm[] {
  const alarms: Alarm[] = [];
  const all = rated + votes.length / 2;
  for (let label = 0; label < votes.length; label++) {
    const size = classes[label] + 0.5;
    const given = votes[label] + 0.5;
    const shares = { label, share: size / all, voteShare: given / all };
    if (size > CLASS_FACTOR * given) alarms.push({ kind: "class-inflated", ...shares });
    if (size * CLASS_FACTOR < given) alarms.push({ kind: "class-vanished", ...shares });
  }
  return alarms;
}
