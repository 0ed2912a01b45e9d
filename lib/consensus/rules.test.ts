import { describe, expect, test } from "vitest";
import { carefulPeople, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import {
  type CrowdModel,
  decideItem,
  fitCrowd,
  judgmentsUntilRefit,
  knowsAll,
  type Stopping,
  type UndecidedItem,
} from "./rules.ts";

const stopping: Stopping = {
  version: 1,
  least: 2,
  most: 5,
  confidence: 0.8,
  expectedError: 0.1,
  auditShare: 0.05,
};

// 60 items of two levels, judged alike by persons 1 and 2; person 3 says 1 to everything.
const judgments = Array.from({ length: 60 }, (_, at) => at).flatMap((at) => {
  const level = at % 2 === 0 ? 2 : 4;
  return [
    { itemNo: at, annotatorNo: 1, level },
    { itemNo: at, annotatorNo: 2, level },
    { itemNo: at, annotatorNo: 3, level: 1 },
  ];
});
const model = fitCrowd(judgments, 5, 180);

function item(...answers: [number, number][]): UndecidedItem {
  return { itemNo: 9, rev: 3, chance: 0.5, answers };
}

describe("the stop rule", () => {
  test("stops where two good people agree, and asks once more where they do not", () => {
    expect(decideItem(item([1, 4], [2, 4]), model, stopping)).toMatchObject({
      itemNo: 9,
      rev: 3,
      ratings: 2,
      isDone: true,
      because: "confident",
    });
    expect(decideItem(item([1, 4], [2, 2]), model, stopping)).toMatchObject({
      isDone: false,
      because: "uncertain",
    });
  });

  test("takes the one who always answers the same for what they are", () => {
    const agreed = decideItem(item([1, 4], [3, 1]), model, stopping);
    const alone = decideItem(item([1, 4]), model, { ...stopping, least: 1 });
    expect(agreed.peak).toBeCloseTo(alone.peak ?? 0, 1);
  });

  test("never stops below the least, and always at the most", () => {
    expect(decideItem(item([1, 4]), model, stopping)).toMatchObject({ isDone: false, because: "too-few" });
    const torn = item([1, 2], [2, 4], [1, 2], [2, 4], [3, 1]);
    expect(decideItem(torn, model, { ...stopping, confidence: 1, expectedError: 0 })).toMatchObject({
      isDone: true,
      because: "most-reached",
    });
  });

  test("judges an audited item to the full, however clear it is", () => {
    const audited = { ...item([1, 4], [2, 4]), chance: 0.049 };
    expect(decideItem(audited, model, stopping)).toMatchObject({ isDone: false, because: "audited" });
    const full = { ...audited, answers: [1, 2, 1, 2, 1].map((no) => [no, 4] as [number, number]) };
    expect(decideItem(full, model, stopping)).toMatchObject({ isDone: true, ratings: 5 });
  });

  test("stops nothing early while hardly anything is known of the people", () => {
    const young: CrowdModel = { ...model, judgments: 99 };
    expect(decideItem(item([1, 4], [2, 4]), young, stopping)).toMatchObject({
      isDone: false,
      because: "few-judgments",
    });
    const full = item([1, 4], [2, 4], [1, 4], [2, 4], [1, 4]);
    expect(decideItem(full, young, stopping)).toMatchObject({ isDone: true });
  });

  test("stops nothing early by a model that labels would not be made by, and claims nothing", () => {
    const alarms = [{ kind: "ignores-votes", agreement: 0 }] as const;
    const astray: CrowdModel = { ...model, alarms };
    const clear = item([1, 4], [2, 4]);
    expect(decideItem(clear, astray, stopping)).toMatchObject({
      isDone: false,
      because: "not-believed",
      peak: null,
      expectedError: null,
    });
    expect(decideItem({ ...clear, chance: 0 }, astray, stopping).because).toBe("audited");
    const full = item([1, 4], [2, 4], [1, 4], [2, 4], [1, 4]);
    expect(decideItem(full, astray, stopping)).toMatchObject({ isDone: true, because: "most-reached" });
  });

  test("needs a judgment where none counts any more", () => {
    expect(decideItem(item(), model, stopping)).toMatchObject({ isDone: false, peak: null, ratings: 0 });
  });
});

describe("the model of the crowd", () => {
  test("is held against the same signs as the models of labels", () => {
    expect(model.alarms).toEqual([]);
    // Half of the people say 1 whatever they see, and with two answers an item the mixture takes them for right.
    const people = [
      ...carefulPeople(7),
      ...Array.from({ length: 7 }, () => ({ spam: 1, says: 0, bias: 0, noise: 0.5 })),
    ];
    const { labeling } = simulate(people, { items: 150, each: 2, levels: 4, seed: 2 });
    const answers = [...labeling.item].map((itemNo, at) => ({
      itemNo,
      annotatorNo: labeling.annotator[at] ?? 0,
      level: 1 + (labeling.label[at] ?? 0),
    }));
    expect(fitCrowd(answers, 4, 1).alarms.map(({ kind }) => kind)).toContain("ignores-votes");
  });

  test("is fitted again after a tenth more judgments, then after 500, then after a hundredth", () => {
    expect([0, 100, 5000, 20_000, 1_000_000].map(judgmentsUntilRefit)).toEqual([1, 10, 500, 500, 10_000]);
  });

  test("says when it does not know somebody", () => {
    expect(knowsAll(model, [item([1, 4], [3, 1])])).toBe(true);
    expect(knowsAll(model, [item([1, 4], [4, 1])])).toBe(false);
  });
});
