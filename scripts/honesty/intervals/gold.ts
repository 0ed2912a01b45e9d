// Gold accuracy: simulated people and gold items of whom every chance to be right is known.
import type { Defined } from "#lib/labeling.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { wilsonAround } from "#lib/statistics/numeric/wilson.ts";
import { type GoldScopes, goldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import type { GoldTrials } from "#lib/statistics/trust/gold-trials.ts";
import { type Count, NOMINAL, newCount, note } from "./coverage.ts";
import { normal } from "./draw.ts";
import type { GoldPlan } from "./gold-plans.ts";
import { accuracyOfTeam, accuracyOn, everyAbility, logistic } from "./gold-truth.ts";

/** How often these people, people like these, and all answers as if independent, held the truth. */
export type GoldCounts = { readonly team: Count; readonly others: Count; readonly pooled: Count };

export function measureGold(plan: GoldPlan, draws: number, seed: number): GoldCounts {
  const random = createRandom(seed);
  const counts = { team: newCount(), others: newCount(), pooled: newCount() };
  const shares = Float64Array.from(plan.shares);
  const everybody = accuracyOn(plan, everyAbility(plan));
  for (let d = 0; d < draws; d++) {
    const abilities = Array.from({ length: plan.people }, () => plan.peopleSpread * normal(random));
    const trials = drawTrials(plan, abilities, random);
    const found = goldScopes(trials, { shares, confidence: NOMINAL });
    note(counts.team, found.reason === null ? found.team : found, accuracyOfTeam(plan, abilities, trials));
    note(counts.others, found.reason === null ? found.peopleLikeThese : found, everybody);
    note(counts.pooled, asIfIndependent(found), everybody);
  }
  return counts;
}

/** Wilson's interval of the same accuracy, every answer counted whole. */
export function asIfIndependent(found: GoldScopes): Defined<{ readonly value: Interval }> {
  if (found.reason !== null) return found;
  return { reason: null, value: wilsonAround(found.value, found.answers, normalQuantile(0.5 + NOMINAL / 2)) };
}

function drawTrials(plan: GoldPlan, abilities: readonly number[], random: Random): GoldTrials {
  const rows: { who: number; item: number; level: number; right: number }[] = [];
  const items = plan.ease.length * plan.golds;
  for (let item = 0; item < items; item++) {
    const level = item % plan.ease.length;
    const ease = (plan.ease[level] ?? 0) + plan.itemsSpread * normal(random);
    for (const [who, ability] of abilities.entries()) {
      if (random() >= plan.answered) continue;
      rows.push({ who, item, level, right: random() < logistic(ability + ease) ? 1 : 0 });
    }
  }
  return {
    annotator: Int32Array.from(rows, ({ who }) => who),
    item: Int32Array.from(rows, ({ item }) => item),
    level: Uint8Array.from(rows, ({ level }) => level),
    right: Uint8Array.from(rows, ({ right }) => right),
  };
}
