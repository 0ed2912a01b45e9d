import type { Method } from "#lib/dataset/schema.ts";
import type { Labeling } from "#lib/labeling.ts";
import {
  aggregate,
  type Consensus,
  type HandoverReason,
  type Rule,
} from "#lib/statistics/aggregation/aggregate.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { VOTE_RULES } from "#lib/statistics/aggregation/votes/vote-rules.ts";
import type { Prepared, VoteTrust } from "./basis.ts";

/**
 * The version of the methods that make labels. It is one of the parameters that a dataset version is a function of, and stands
 * in its manifest. Dataset versions without one are older and belong to version 1. Increase it with every change that can make
 * another label of the same judgments.
 */
export const LABEL_RULE = 3;

/** Whether labels can be made as they were when a version was frozen. */
export function canBuild({ rule }: { rule?: number }): boolean {
  return (rule ?? 1) === LABEL_RULE;
}

/** Which method made labels, and why it is not the chosen one. */
export type MadeBy = {
  chosen: Method;
  used: Rule;
  reason: HandoverReason | null;
  /** Why the chosen model was not believed */
  alarms: readonly Alarm[];
};

/** How labels are made; without a decision as each method made them before there was a choice. */
export type Making = { method: Method; decision?: LabelDecision };

/**
 * The labels of all ordinary items, as arrays: an object for each is made when its row is written. They can be handed from one
 * thread to another.
 */
export type Labels = {
  /** Numbers of the ordinary items, in their order; entry `at` of the next is of item `at` */
  readonly itemNos: Int32Array;
  /** Where it stands in the arrays behind; -1 where nothing counts */
  readonly position: Int32Array;
  readonly consensus: Pick<
    Consensus,
    | "used"
    | "levels"
    | "label"
    | "isOwnVote"
    | "posterior"
    | "entropy"
    | "expectedError"
    | "majority"
    | "tied"
  >;
  /** Judgments per level, as the posterior */
  readonly votes: Uint8Array | Uint32Array;
  readonly madeBy: MadeBy;
  readonly trust: VoteTrust;
};

/**
 * Labels the items. Gold takes part with its levels: models hold to them, the pool weighs its opinions by them, weighted votes
 * take their trust from them.
 * @param itemNos the ordinary items
 */
export function labelItems(
  prepared: Prepared,
  itemNos: ArrayLike<number>,
  { method, decision }: Making,
): Labels {
  const { labeling, gold, positionOf, goldAnswers, trust } = prepared;
  const isVote = VOTE_RULES.some((rule) => rule === method);
  const opinions = isVote ? undefined : prepared.opinions();
  const consensus = aggregate(labeling, {
    ...{ rule: method, gold, goldAnswers },
    ...(decision && { decision }),
    ...(opinions && { opinions }),
  });
  const { used, reason, alarms, levels, label, isOwnVote, posterior } = consensus;
  const { entropy, expectedError, majority, tied, ratings } = consensus;
  const nos = Int32Array.from(itemNos);
  return {
    itemNos: nos,
    position: nos.map(positionOf),
    consensus: { used, levels, label, isOwnVote, posterior, entropy, expectedError, majority, tied },
    votes: countVotes(labeling, ratings),
    madeBy: { chosen: method, used, reason, alarms },
    trust,
  };
}

/** A byte a level where no item has more judgments than it holds. */
function countVotes({ items, levels, item, label }: Labeling, ratings: Int32Array): Labels["votes"] {
  const isFew = ratings.every((given) => given < 256);
  const votes = isFew ? new Uint8Array(items * levels) : new Uint32Array(items * levels);
  for (let r = 0; r < item.length; r++) {
    const cell = (item[r] as number) * levels + (label[r] as number);
    votes[cell] = (votes[cell] as number) + 1;
  }
  return votes;
}
