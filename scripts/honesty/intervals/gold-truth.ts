// How accurate simulated people truly are.
import { normalQuantile } from "#lib/statistics/numeric/normal.ts";
import type { GoldTrials } from "#lib/statistics/trust/gold-trials.ts";
import type { GoldPlan } from "./gold-plans.ts";

/** On the items, of people of these abilities, all weighing the same. */
export function accuracyOn({ ease, shares, itemsSpread }: GoldPlan, abilities: readonly number[]): number {
  const all = shares.reduce((sum, share) => sum + share, 0);
  return ease.reduce((sum, each, level) => {
    const mean = abilities.reduce((total, ability) => total + chanceOf(ability + each, itemsSpread), 0);
    return sum + (((shares[level] ?? 0) / all) * mean) / abilities.length;
  }, 0);
}

/** Of this team: within a level each person weighs as much as they answered. */
export function accuracyOfTeam(
  plan: GoldPlan,
  abilities: readonly number[],
  { annotator, level }: GoldTrials,
): number {
  const chances = abilities.map((ability) =>
    plan.ease.map((each) => chanceOf(ability + each, plan.itemsSpread)),
  );
  const sums = plan.ease.map(() => ({ answers: 0, chances: 0 }));
  annotator.forEach((who, r) => {
    const sum = sums[level[r] ?? 0];
    if (sum === undefined) return;
    sum.answers += 1;
    sum.chances += chances[who]?.[level[r] ?? 0] ?? 0;
  });
  return plan.shares.reduce((mean, share, l) => {
    const sum = sums[l];
    return sum === undefined ? mean : mean + (share * sum.chances) / sum.answers;
  }, 0);
}

/** Values of a standard normal that are equally probable. */
const NODES = Array.from({ length: 101 }, (_, i) => normalQuantile((i + 0.5) / 101));

export function everyAbility({ peopleSpread }: GoldPlan): number[] {
  return NODES.map((node) => peopleSpread * node);
}

/** Mean chance to be right over items of a normal difficulty. */
function chanceOf(ease: number, spread: number): number {
  return NODES.reduce((sum, node) => sum + logistic(ease + spread * node), 0) / NODES.length;
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
