import type { Alarm } from "./alarm.ts";
import type { ByItem } from "./by-item.ts";
import { classAlarms } from "./guard-classes.ts";
import { oneNotePeople, withoutPeople } from "./guard-heard.ts";
import { orderAlarms } from "./guard-order.ts";
import { personAlarms } from "./guard-person.ts";

/**
 * Signs that a latent-truth model has gone astray: a class is gone from the items that clearly speak for it, two classes
 * have each other's name, the scale stands on its head, the probabilities have nothing to do with the votes, or one
 * person is followed against others who agree.
 *
 * Votes are clear where more than half of the answers are the same. Where hardly any are, nothing can be said. The course of
 * the likelihood is no sign: averaging over kinds lets it fall in honest fits too. Nobody votes who gives nearly always the
 * same level where others do not (`oneNotePeople`).
 * A convention, not a theorem: signs and thresholds are ours, measured on honest crowds by `npm run honesty -- guards`.
 * @param index ratings by item: I items, K levels @param posterior I × K probabilities of any model on the same index
 * @returns an empty list when nothing is suspicious. Never throws
 * @example a posterior that gives every item the same class raises "class-vanished" for the other classes
 */
export function findAlarms(index: ByItem, posterior: Float64Array): Alarm[] {
  const oneNote = oneNotePeople(index);
  const heard = withoutPeople(index, oneNote);
  return [
    ...classAlarms(heard, posterior),
    ...orderAlarms(heard, posterior),
    ...personAlarms(index, posterior, oneNote),
  ];
}
