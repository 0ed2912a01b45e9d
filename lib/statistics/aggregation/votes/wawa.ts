import type { Labeling } from "#lib/labeling.ts";
import { majorityVote } from "./majority.ts";
import { heaviestOfAll, type Votes } from "./vote.ts";

/**
 * Worker agreement with aggregate ("Wawa"): majority vote first, then every annotator's share of answers that equal it,
 * then a vote weighted with those shares. One pass, cheap, no probabilities.
 *
 * An annotator's own vote is part of the majority they are measured against, so people on thinly judged items look better than
 * they are; `peerTrust` leaves it out.
 * The rule is that of the Appen platform, as the crowd-kit library describes it; no paper states it.
 * @param labeling I items, A annotators, K levels @param isOrdinal whether labels have an order (default yes): breaks ties
 * @returns votes by item, `shares` of weight, and A skills 0..1 (0 for somebody without ratings)
 * @example two of three agree on every item: the two weigh 1, the third 0
 */
export function wawa(labeling: Labeling, isOrdinal = true): Votes & { readonly skill: Float64Array } {
  const { item, annotator, label, annotators } = labeling;
  const majority = majorityVote(labeling, isOrdinal).label;
  const same = new Float64Array(annotators);
  const answers = new Float64Array(annotators);
  for (let r = 0; r < item.length; r++) {
    const a = annotator[r];
    answers[a] = answers[a] + 1;
    if (label[r] === majority[item[r]]) same[a] = same[a] + 1;
  }
  const skill = same.map((count, a) => (count > 0 ? count / answers[a] : 0));
  return { ...heaviestOfAll(labeling, isOrdinal, skill), skill };
}
