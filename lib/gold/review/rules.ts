import type { ItemContent } from "#lib/item/rules.ts";
import { posteriorOf } from "#lib/statistics/aggregation/models/posterior.ts";
import { betaMean } from "#lib/statistics/numeric/beta.ts";
import { ordinalSprtDefaults } from "#lib/statistics/trust/sprt-ordinal.ts";
import { STANDING_DEFAULTS } from "#lib/statistics/trust/standing.ts";

/** Gold that scores and that nobody has reviewed yet. */
export type GoldFact = { itemNo: number; version: number; levels: readonly number[] };

export type AnswerFact = { itemNo: number; annotatorNo: number; level: number };

/** Gold that is probably wrong, with the probability that it is right. */
export type Suspicion = { itemNo: number; version: number; probability: number };

/** With fewer answers of accurate people, gold is not suspected. */
const ENOUGH_ANSWERS = 4;
/** How many other gold items a person must have answered before their answers count here. */
const ENOUGH_OTHERS = 3;
/** Gold is suspected when the probability that it is right is below this. */
const DOUBTFUL = 0.05;
/** Before any answer: nine of ten gold items of a requester are right. */
const GOLD_PRIOR = 0.9;

/**
 * The gold that is contradicted by people who are accurate on other gold. It is suspected from four such answers on, when
 * the probability that it is right is below 5%.
 *
 * In words: a person's accuracy is the posterior mean of their other golds (leave one item out), so that no
 * gold confirms itself. Before any answer, nine of ten gold items are right. A person gives the true level with the
 * probability of their accuracy, and otherwise mostly a neighbor, as in the ordinal sequential test. Several accepted
 * levels are equally likely.
 * @param scaleSize levels of the scale, at least 2
 * @example five accurate people say 2 on gold that accepts 4 and 5: suspected. Two of them: not
 */
export function suspectGold(
  golds: readonly GoldFact[],
  answers: readonly AnswerFact[],
  scaleSize: number,
): Suspicion[] {
  const levelsOf = new Map(golds.map(({ itemNo, levels }) => [itemNo, levels]));
  const scored = answers.filter(({ itemNo }) => levelsOf.has(itemNo));
  const isRight = ({ itemNo, level }: AnswerFact) => levelsOf.get(itemNo)?.includes(level) ?? false;
  const tallies = tallyByPerson(scored, isRight);
  const byItem = Map.groupBy(scored, ({ itemNo }) => itemNo);
  return golds.flatMap(({ itemNo, version, levels }) => {
    const good = (byItem.get(itemNo) ?? []).flatMap((answer) => {
      const accuracy = accuracyWithout(tallies.get(answer.annotatorNo), isRight(answer));
      return accuracy >= STANDING_DEFAULTS.accuracy ? [{ level: answer.level, accuracy }] : [];
    });
    if (good.length < ENOUGH_ANSWERS) return [];
    const probability = probabilityOfLevels(levels, good, scaleSize);
    return probability < DOUBTFUL ? [{ itemNo, version, probability }] : [];
  });
}

type Tally = { right: number; all: number };

function tallyByPerson(
  answers: readonly AnswerFact[],
  isRight: (answer: AnswerFact) => boolean,
): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const answer of answers) {
    const tally = tallies.get(answer.annotatorNo) ?? { right: 0, all: 0 };
    tallies.set(answer.annotatorNo, { right: tally.right + (isRight(answer) ? 1 : 0), all: tally.all + 1 });
  }
  return tallies;
}

/** Accuracy on the other gold. 0 for a person who answered too little of it. */
function accuracyWithout(tally: Tally | undefined, wasRight: boolean): number {
  if (tally === undefined || tally.all - 1 < ENOUGH_OTHERS) return 0;
  return betaMean(tally.right - (wasRight ? 1 : 0), tally.all - 1);
}

/** The probability that one of the acceptable levels is the true one, given the answers. */
export function probabilityOfLevels(
  levels: readonly number[],
  answers: readonly { level: number; accuracy: number }[],
  scaleSize: number,
): number {
  const { good } = ordinalSprtDefaults(scaleSize);
  const others = scaleSize - levels.length;
  const prior = Float64Array.from({ length: scaleSize }, (_, at) =>
    levels.includes(at + 1) ? GOLD_PRIOR / levels.length : (1 - GOLD_PRIOR) / others,
  );
  const table = new Float64Array(answers.length * scaleSize * scaleSize);
  answers.forEach(({ accuracy }, person) => {
    for (let truth = 0; truth < scaleSize; truth++) {
      const row = good[truth] as readonly number[];
      const missed = 1 - (row[truth] as number);
      for (let label = 0; label < scaleSize; label++) {
        const share = label === truth ? accuracy : ((1 - accuracy) * (row[label] as number)) / missed;
        table[(person * scaleSize + label) * scaleSize + truth] = share;
      }
    }
  });
  const pairs = answers.map(({ level }, person) => [person, level - 1] as const);
  const posterior = posteriorOf({ prior, table }, pairs);
  return levels.reduce((sum, level) => sum + (posterior[level - 1] as number), 0);
}

/** Gold that is contested or in review, with the evidence for and against it. */
export type GoldCase = {
  itemNo: number;
  version: number;
  query: string | null;
  content: ItemContent;
  levels: number[];
  reason: string;
  /** Null while the gold still scores, because only one person contests it */
  review: { reason: "suspected" | "contested"; probability: number | null } | null;
  answers: CaseAnswer[];
  contests: { no: number; pseudonym: string; comment: string; at: string }[];
};

export type CaseAnswer = { pseudonym: string; isSimulated: boolean; level: number; comment: string | null };

/** Answers by level 1..K, in level order. */
export function answersByLevel(answers: readonly { level: number }[], scaleSize: number): number[] {
  const counts = new Array<number>(scaleSize).fill(0);
  for (const { level } of answers) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
  return counts;
}
