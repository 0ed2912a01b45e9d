// Every model on a labeling, as the guard sees it.
import type { Labeling } from "#lib/labeling.ts";
import type { ModelRule } from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import { type ByItem, byItem } from "#lib/statistics/aggregation/by-item.ts";
import { findAlarms } from "#lib/statistics/aggregation/guards.ts";
import { dawidSkene } from "#lib/statistics/aggregation/models/dawid-skene.ts";
import { mace } from "#lib/statistics/aggregation/models/mace.ts";
import { oneCoin } from "#lib/statistics/aggregation/models/one-coin.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { opinionsOf } from "#lib/statistics/aggregation/pool/opinions.ts";
import { pooledConfidence } from "#lib/statistics/aggregation/pool/pooled.ts";

/** What is guarded: the models that can be chosen, the pool, and whether the pool heard all of its opinions. */
export const GUARDED = ["one-coin", "dawid-skene", "mace", "spam-mixture", "pooled"] as const;
export type Guarded = (typeof GUARDED)[number];

export type Fits = {
  readonly posteriors: Readonly<Record<Guarded, Float64Array>>;
  readonly alarms: Readonly<Record<Guarded, readonly Alarm[]>>;
  /** Opinions that the pool did not hear */
  readonly silent: number;
  /** Whether the mixture's likelihood ended more than .01 nats per answer below its best round */
  readonly hasFallen: boolean;
};

const FALL = 0.01;

/** The probabilities of a model that is fitted without gold and handed over to nobody. */
export const POSTERIOR_OF: Readonly<Record<ModelRule, (index: ByItem) => Float64Array>> = {
  "one-coin": (index) => oneCoin(index).posterior,
  "dawid-skene": (index) => dawidSkene(index).posterior,
  mace: (index) => mace(index).posterior,
  "spam-mixture": (index) => spamMixture(index).posterior,
};

export function fitAll(labeling: Labeling): Fits {
  const index = byItem(labeling);
  const opinions = opinionsOf(labeling);
  const mixture = spamMixture(index);
  const posteriors = {
    "one-coin": POSTERIOR_OF["one-coin"](index),
    "dawid-skene": POSTERIOR_OF["dawid-skene"](index),
    mace: POSTERIOR_OF.mace(index),
    "spam-mixture": mixture.posterior,
    pooled: pooledConfidence(labeling, { opinions }),
  };
  const alarmsOf = (name: Guarded) => findAlarms(index, posteriors[name]);
  const alarms = {
    "one-coin": alarmsOf("one-coin"),
    "dawid-skene": alarmsOf("dawid-skene"),
    mace: alarmsOf("mace"),
    "spam-mixture": alarmsOf("spam-mixture"),
    pooled: alarmsOf("pooled"),
  };
  const fell = Math.max(...mixture.objectives) - (mixture.objectives.at(-1) ?? 0);
  return {
    ...{ posteriors, alarms, silent: opinions.silent.length },
    hasFallen: fell / labeling.item.length > FALL,
  };
}
