import { type Person, type StandingBasis, type StandingDecision, standingsOf } from "../standing/rules.ts";
import type { GoldChange } from "./schema.ts";

type NewLevels = Pick<GoldChange, "itemNo" | "levels">;

/** An answer on an item whose gold is to change, whether it scores now or not. */
export type TouchedAnswer = { annotatorNo: number; itemNo: number; level: number; seq: number };

/** An answer in the quiz on such an item. */
export type TouchedQuizAnswer = { annotatorNo: number; itemNo: number; level: number; attempt: number };

/** What a suspended person goes back to. */
export type SuspendedPerson = { no: number; cameFrom: Person["state"]; lastSeq: number };

/** A judgment that a suspension keeps from counting, or an item that was lent to the person and still may be. */
export type Slot = { annotatorNo: number; itemNo: number; isJudged: boolean };

export type ItemFact = {
  no: number;
  state: string;
  target: number;
  counted: number;
  live: number;
  /** Judgments that it would collect as an ordinary item and as gold */
  asOrdinary: number;
  asGold: number;
  /** Levels that are acceptable now as far as the item scores, else null */
  scored: readonly number[] | null;
};

/** Everything that the consequences of changed gold follow from. */
export type GoldChangeFacts = {
  basis: StandingBasis;
  answers: readonly TouchedAnswer[];
  quiz: readonly TouchedQuizAnswer[];
  suspended: readonly SuspendedPerson[];
  slots: readonly Slot[];
  items: readonly ItemFact[];
};

export type GoldChangeConsequences = {
  /** Suspended or in review before, at work again after */
  peopleReinstated: number;
  /** Stand in review after: nothing new is lent to them until a requester decides */
  peopleToReview: number;
  /** See their misses for the first time, and their evidence starts over */
  peopleToSecondChance: number;
  /** Judgments of suspended people that count again */
  judgmentsRestored: number;
  /** Were done before and want more judgments after */
  itemsReopened: number;
  /** Answers that are right, wrong or not scored, and were something else before */
  answersRegraded: number;
};

export type GoldChangePlan = { consequences: GoldChangeConsequences; reinstated: number[] };

/**
 * What would follow from changed gold, before anything is stored. The answers are graded under the new levels, and
 * the same rules run over them that recompute everybody afterwards. A suspended person is reinstated if the gold was
 * against them under the old levels and is not under the new ones. Their work counts again where its slots are still
 * free.
 */
export function planGoldChange(facts: GoldChangeFacts, changes: readonly NewLevels[]): GoldChangePlan {
  const after = basisUnder(facts, changes);
  const isAgainst = (decisions: readonly StandingDecision[]) =>
    new Set(
      decisions.filter(({ verdict }) => verdict.standing === "review").map(({ annotatorNo }) => annotatorNo),
    );
  const [before, then] = [isAgainst(standingsOf(facts.basis)), isAgainst(standingsOf(after))];
  const back = facts.suspended.filter(({ no }) => before.has(no) && !then.has(no));
  const moves = standingsOf({ ...after, people: reinstate(after.people, back) });
  const wasSuspended = new Set(back.map(({ no }) => no));
  const isOut = (no: number, state: Person["state"]) => state === "review" || wasSuspended.has(no);
  const { restored, reopened } = slotsAfter(facts, changes, back);
  const count = (matches: (decision: StandingDecision) => boolean) => moves.filter(matches).length;
  return {
    reinstated: back.map(({ no }) => no),
    consequences: {
      peopleReinstated: count(
        ({ annotatorNo: no, from, state }) =>
          isOut(no, from) && (state === "probation" || state === "trusted"),
      ),
      peopleToReview: count(({ from, state }) => from !== "review" && state === "review"),
      peopleToSecondChance: count(({ move }) => move === "second-chance"),
      judgmentsRestored: restored,
      itemsReopened: reopened,
      answersRegraded: countRegraded(facts, changes),
    },
  };
}

/** The answers that would score, and what would be right. */
function basisUnder({ basis, answers, quiz }: GoldChangeFacts, changes: readonly NewLevels[]): StandingBasis {
  const levelsOf = new Map(changes.map(({ itemNo, levels }) => [itemNo, levels]));
  const isUntouched = ({ itemNo }: { itemNo: number }) => !levelsOf.has(itemNo);
  const graded = <T extends { itemNo: number }>(touched: readonly T[]) =>
    touched.flatMap((answer) => {
      const acceptable = levelsOf.get(answer.itemNo) ?? [];
      return acceptable.length === 0 ? [] : [{ ...answer, acceptable }];
    });
  return {
    ...basis,
    answers: [...basis.answers.filter(isUntouched), ...graded(answers)].sort(
      (a, b) => a.annotatorNo - b.annotatorNo || a.seq - b.seq,
    ),
    quiz: [...basis.quiz.filter(isUntouched), ...graded(quiz)],
  };
}

/**
 * The same as a reinstatement by a requester: the evidence on a person who was in review before the suspension starts
 * over.
 */
function reinstate(people: readonly Person[], back: readonly SuspendedPerson[]): Person[] {
  const byNo = new Map(back.map((person) => [person.no, person]));
  return people.map((person) => {
    const { cameFrom, lastSeq } = byNo.get(person.no) ?? {};
    if (cameFrom === undefined) return person;
    return cameFrom === "review"
      ? { ...person, state: "probation", reinstatedAtSeq: lastSeq ?? 0 }
      : { ...person, state: cameFrom };
  });
}

/** Changed items get their new targets; then one person after the other takes back the slots that are still free. */
function slotsAfter(
  { items, slots }: GoldChangeFacts,
  changes: readonly NewLevels[],
  back: readonly SuspendedPerson[],
): { restored: number; reopened: number } {
  const now = new Map(items.map((item) => [item.no, { ...item }]));
  for (const { itemNo, levels } of changes) {
    const item = now.get(itemNo);
    if (item === undefined) continue;
    const wanted = levels.length > 0 ? item.asGold : item.asOrdinary;
    if (item.state === "open" || item.state === "done") item.state = item.counted >= wanted ? "done" : "open";
    item.target = Math.max(wanted, item.counted + item.live);
  }
  let restored = 0;
  for (const { annotatorNo, itemNo, isJudged } of slots) {
    const item = now.get(itemNo);
    if (item === undefined || !back.some(({ no }) => no === annotatorNo)) continue;
    if (item.counted + item.live >= item.target) continue;
    if (isJudged) {
      item.counted++;
      restored++;
      if (item.state === "open" && item.counted >= item.target) item.state = "done";
    } else item.live++;
  }
  const reopened = items.filter(({ no, state }) => state === "done" && now.get(no)?.state === "open");
  return { restored, reopened: reopened.length };
}

function countRegraded({ items, answers }: GoldChangeFacts, changes: readonly NewLevels[]): number {
  const before = new Map(items.map(({ no, scored }) => [no, scored]));
  const after = new Map(changes.map(({ itemNo, levels }) => [itemNo, levels]));
  const grade = (levels: readonly number[] | null | undefined, level: number) =>
    levels == null || levels.length === 0 ? "not scored" : levels.includes(level);
  return answers.filter(
    ({ itemNo, level }) => grade(before.get(itemNo), level) !== grade(after.get(itemNo), level),
  ).length;
}
