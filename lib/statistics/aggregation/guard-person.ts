import type { Alarm } from "./alarm.ts";
import type { ByItem } from "./by-item.ts";

/** What a person got against others who agreed: the share of the probability of both answers, over the weight of these. */
export type Followed = { readonly share: number; readonly answers: number };

/** Nobody may get more than this share against others who agree, with imaginary answers that got one half. */
const MOST_FOLLOWED = 0.8;
const IMAGINARY_ANSWERS = 4;
/** An answer against a lead of one vote tells half as much as one against more: careful people stand there rightly. */
const NARROW = 0.5;

/**
 * Whom a model follows most often against the others: of the answers that somebody gave against at least two others who
 * agree, being most of the others and more than those who say the same, the share of the probability that went to their
 * answer rather than to the others'. Where the lead is one vote, the answer counts half.
 * Honest models side with a careful person against two careless ones now and then, but hardly ever always.
 * A convention, not a theorem.
 * @param index ratings by item: I items, A annotators, K levels @param posterior I × K probabilities
 * @param imaginary answers that got one half, added to everybody's before they are compared
 * @param isUnheard A flags: people who may be followed, but are none of the others
 * @returns the largest of these shares, and how many answers it rests on: 0 where nobody stood against others
 */
export function boldestPerson(
  index: ByItem,
  posterior: Float64Array,
  imaginary: number,
  isUnheard: Uint8Array = new Uint8Array(index.annotators),
): Followed {
  const { items, annotators, levels, start, key } = index;
  const given = new Float64Array(annotators);
  const got = new Float64Array(annotators);
  const counts = new Int32Array(levels);
  for (let i = 0; i < items; i++) {
    counts.fill(0);
    let heard = 0;
    for (let r = start[i]; r < start[i + 1]; r++) {
      if (isUnheard[Math.floor(key[r] / levels)] === 1) continue;
      counts[key[r] % levels] = counts[key[r] % levels] + 1;
      heard++;
    }
    for (let r = start[i]; r < start[i + 1]; r++) {
      const own = key[r] % levels;
      const a = Math.floor(key[r] / levels);
      const others = heard - 1 + isUnheard[a];
      const winner = counts.findIndex((count, k) => k !== own && count >= 2 && 2 * count > others);
      const lead = winner === -1 ? 0 : counts[winner] - counts[own] - isUnheard[a];
      if (lead <= 0) continue;
      const weight = lead === 1 ? NARROW : 1;
      const shared = posterior[i * levels + own] + posterior[i * levels + winner];
      given[a] = given[a] + weight;
      if (shared > 0) got[a] = got[a] + (weight * posterior[i * levels + own]) / shared;
    }
  }
  let most: Followed = { share: 0, answers: 0 };
  let largest = 0;
  for (let a = 0; a < annotators; a++) {
    const smoothed = (got[a] + imaginary / 2) / (given[a] + imaginary);
    if (given[a] === 0 || smoothed <= largest) continue;
    largest = smoothed;
    most = { share: got[a] / given[a], answers: given[a] };
  }
  return most;
}

/** Whether one person is followed against others who agree. Shapes and source as in `findAlarms`. */
export function personAlarms(index: ByItem, posterior: Float64Array, isUnheard: Uint8Array): Alarm[] {
  const { share, answers } = boldestPerson(index, posterior, IMAGINARY_ANSWERS, isUnheard);
  const smoothed = (share * answers + IMAGINARY_ANSWERS / 2) / (answers + IMAGINARY_ANSWERS);
  return smoothed > MOST_FOLLOWED ? [{ kind: "follows-one-person", share, answers }] : [];
}
