import { expect, test } from "vitest";
import {
  agreementOf,
  agreementOfColumns,
  collectJudgments,
  goldTrials,
  labelingOf,
  toLabeling,
} from "./rules.ts";

test("judgments become dense integers in their order, with the way back to the people's numbers", () => {
  const { labeling, itemNos, annotatorNos } = toLabeling(
    [
      { itemNo: 40, annotatorNo: 9, level: 5 },
      { itemNo: 7, annotatorNo: 2, level: 1 },
      { itemNo: 40, annotatorNo: 2, level: 4 },
    ],
    5,
  );
  expect([...labeling.item]).toEqual([0, 1, 0]);
  expect([...labeling.annotator]).toEqual([0, 1, 1]);
  expect([...labeling.label]).toEqual([4, 0, 3]);
  expect(labeling).toMatchObject({ items: 2, annotators: 2, levels: 5 });
  expect(itemNos).toEqual([40, 7]);
  expect(annotatorNos).toEqual([9, 2]);
});

test("agreement takes the first planned judgments, and its intervals the queries", () => {
  // Three people judge each of 48 items; the third is always of another mind.
  const judged = (queryNo: (item: number) => number | null) =>
    Array.from({ length: 144 }, (_, at) => {
      const itemNo = Math.floor(at / 3) + 1;
      const level = at % 3 === 2 ? 5 : ((itemNo + (itemNo % 7 === at % 3 ? 1 : 0)) % 4) + 1;
      return { itemNo, queryNo: queryNo(itemNo), annotatorNo: (at % 3) + 1, level };
    });
  const alone = agreementOf(
    judged(() => null),
    5,
    2,
  );
  const dozen = agreementOf(
    judged((item) => 100 + (item % 12)),
    5,
    2,
  );
  expect(alone).toMatchObject({ clusters: 48, ratings: 96, annotators: 2, team: { reason: null } });
  expect(dozen).toMatchObject({ clusters: 12, alpha: alone.alpha, team: { reason: null } });
  expect(
    agreementOf(
      judged(() => 1),
      5,
      2,
    ).team.reason,
  ).toBe("few-clusters");
});

test("a gold item that accepts several levels is of the middle one, of two the lower", () => {
  const answer = (level: number, ...acceptable: number[]) => ({
    itemNo: 3,
    annotatorNo: 2,
    level,
    acceptable,
  });
  const trials = goldTrials([answer(5, 5), answer(3, 4, 3), answer(1, 5, 3, 4), answer(2, 4, 1, 2, 3)]);
  expect([...trials.level]).toEqual([4, 2, 3, 1]);
  expect([...trials.right]).toEqual([1, 1, 0, 1]);
  expect([...trials.item, ...trials.annotator]).toEqual([3, 3, 3, 3, 2, 2, 2, 2]);
});

// 3,000 judgments outgrow what is set aside at first, twice.
test("judgments that come some at a time make the labeling that they make together", () => {
  const judgments = Array.from({ length: 3000 }, (_, at) => ({
    ...{ itemNo: 7 + Math.floor(at / 3), annotatorNo: 1 + ((at * 7) % 20), level: 1 + (at % 5) },
    queryNo: at % 11 === 0 ? null : 1 + Math.floor(at / 30),
  }));
  const collected = collectJudgments();
  for (let at = 0; at < 3000; at += 700) collected.add(judgments.slice(at, at + 700));
  const columns = collected.end();
  const { labeling, itemNos, annotatorNos } = labelingOf(columns, 5);
  expect({ labeling, itemNos: [...itemNos], annotatorNos: [...annotatorNos] }).toEqual(
    toLabeling(judgments, 5),
  );
  expect([...labeling.label.slice(-3)]).toEqual([2, 3, 4]);
  expect([columns.queryNo.length, columns.queryNo[0], columns.queryNo[2999]]).toEqual([3000, 0, 100]);
  expect(agreementOfColumns(columns, 5, 3)).toEqual(agreementOf(judgments, 5, 3));
});
