import type { Alarm } from "./alarm.ts";
import type { ByItem } from "./by-item.ts";

/** Of the items that speak clearly for a class, the model must leave it at least this probability in the mean … */
const LEAST_KEPT = 0.2;
/** … to which this many imaginary items are added that leave it one half, so that few items cannot miss it by luck. */
const IMAGINARY_ITEMS = 2;
/** This many items must speak clearly for other classes than the commonest before their agreement says anything. */
const LEAST_ITEMS = 4;
/**
 * A model has nothing to do with the votes when its agreement beyond chance is below the first of these, or below so many of
 * its standard errors without any; at the second it has, however few the items.
 */
const AGREEMENT = { least: 0.1, errors: 2.5, enough: 0.25 } as const;

/** Where the probability of clear items goes: K × K, row = the winner of the votes; and the sizes of the rows. */
type Clear = { readonly levels: number; readonly went: Float64Array; readonly sizes: Float64Array };

function clearVotes({ items, levels, start, key }: ByItem, posterior: Float64Array): Clear {
  const went = new Float64Array(levels * levels);
  const sizes = new Float64Array(levels);
  const counts = new Int32Array(levels);
  for (let i = 0; i < items; i++) {
    counts.fill(0);
    for (let r = start[i]; r < start[i + 1]; r++) counts[key[r] % levels] = counts[key[r] % levels] + 1;
    const winner = counts.findIndex((count) => 2 * count > start[i + 1] - start[i]);
    if (winner === -1) continue;
    sizes[winner] = sizes[winner] + 1;
    for (let k = 0; k < levels; k++) {
      went[winner * levels + k] = went[winner * levels + k] + posterior[i * levels + k];
    }
  }
  return { levels, went, sizes };
}

/**
 * Classes that are gone or switched, and probabilities that have nothing to do with the votes.
 * Shapes and source as in `findAlarms`.
 */
export function classAlarms(index: ByItem, posterior: Float64Array): Alarm[] {
  const clear = clearVotes(index, posterior);
  const { levels, went, sizes } = clear;
  const alarms: Alarm[] = [];
  const share = (from: number, to: number) => went[from * levels + to] / sizes[from];
  for (let label = 0; label < levels; label++) {
    const items = sizes[label];
    if (items === 0) continue;
    const kept = went[label * levels + label];
    if ((kept + IMAGINARY_ITEMS / 2) / (items + IMAGINARY_ITEMS) < LEAST_KEPT) {
      alarms.push({ kind: "class-vanished", label, share: kept / items, items });
    }
    for (let other = 0; other < label; other++) {
      if (sizes[other] === 0) continue;
      const isSwitched =
        share(label, other) > share(label, label) && share(other, label) > share(other, other);
      if (isSwitched) alarms.push({ kind: "classes-switched", labels: [other, label] });
    }
  }
  const agreed = agreementBeyondChance(clear);
  if (agreed !== null && agreed.agreement < leastAgreement(agreed.error)) {
    alarms.push({ kind: "ignores-votes", agreement: agreed.agreement });
  }
  return alarms;
}

function leastAgreement(error: number): number {
  return Math.min(AGREEMENT.enough, Math.max(AGREEMENT.least, AGREEMENT.errors * error));
}

/**
 * Cohen's kappa between the winners of the votes and the model, whose answer is divided by its probabilities, and its
 * standard error where there is no agreement (J. Cohen, Educational and Psychological Measurement 20, 1960).
 */
function agreementBeyondChance({ levels, went, sizes }: Clear) {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  // Where nearly all votes are for one class, a few items would decide.
  if (all - Math.max(...sizes) < LEAST_ITEMS) return null;
  let same = 0;
  let chance = 0;
  for (let k = 0; k < levels; k++) {
    let column = 0;
    for (let from = 0; from < levels; from++) column += went[from * levels + k];
    same += went[k * levels + k] / all;
    chance += (sizes[k] / all) * (column / all);
  }
  return { agreement: (same - chance) / (1 - chance), error: Math.sqrt(chance / (1 - chance) / all) };
}
