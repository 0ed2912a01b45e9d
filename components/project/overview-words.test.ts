import { expect, test } from "vitest";
import type { LaunchFacts } from "#lib/project/launch/rules.ts";
import { launchLine, noEstimateInWords, problemLine, quizInWords } from "./overview-words.ts";

test("gold that waits for a decision is named with the page to decide on", () => {
  expect(problemLine({ kind: "gold-to-decide", count: 1 })).toMatchObject({
    what: "1 gold item is contested or in review.",
    href: "/gold",
  });
  expect(problemLine({ kind: "gold-to-decide", count: 2 }).what).toBe(
    "2 gold items are contested or in review.",
  );
});

test("where nothing is left, paused items are named only if there are some", () => {
  const said = (done: number, paused: number) =>
    noEstimateInWords("nothing-left", { items: done + paused, done, paused });
  expect(said(6, 0)).toBe("All items are done.");
  expect(said(5, 1)).toBe("All items are done, except 1 paused item.");
  expect(said(0, 3)).toBe("All items are paused.");
  expect(said(0, 0)).toBe("There are no items to judge.");
});

test("the quiz is said to use up the gold that is in it, as many as a new annotator gets", () => {
  const again = "After the quiz they do not get its gold again.";
  const said = (quizSize: number, golds: number) => quizInWords({ quizSize, golds });
  expect(said(10, 40)).toBe(`New annotators begin with a practice quiz of 10 gold items. ${again}`);
  expect(said(10, 12)).toBe(`New annotators begin with a practice quiz of 6 gold items. ${again}`);
  expect(said(10, 4)).toBe(`With 5 gold items or more, new annotators begin with a practice quiz. ${again}`);
  expect(said(0, 40)).toBe("");
});

test("the launch list says with the gold that the quiz uses some up, also where no other gold is served", () => {
  const facts: LaunchFacts = {
    ...{
      levels: 5,
      definedLevels: 5,
      guidelineVersion: 1,
      items: 600,
      golds: 40,
      goldRate: 0.1,
      quizSize: 10,
    },
    ...{
      judgmentsPerItem: 3,
      isAdaptive: false,
      leastJudgments: 2,
      mostJudgments: 5,
      invites: 1,
      annotators: 0,
    },
  };
  const said = (changed: Partial<LaunchFacts>, state: "done" | "advice" = "done") =>
    launchLine({ step: "gold", state }, { ...facts, ...changed }, 40).sentence;
  const quiz =
    "New annotators begin with a practice quiz of 10 gold items. After the quiz they do not get its gold again.";
  expect(said({})).toBe(`40 gold items, enough for the plan. ${quiz}`);
  expect(said({ golds: 30 }, "advice")).toBe(`30 gold items of 40 needed for a gold rate of 10%. ${quiz}`);
  expect(said({ goldRate: 0 })).toBe(`This project serves no gold among the items. ${quiz}`);
  expect(said({ golds: 0 }, "advice")).toBe(
    "Without gold you cannot measure accuracy. You can add gold at any time.",
  );
  const quality = (goldRate: number) =>
    launchLine({ step: "quality", state: "done" }, { ...facts, goldRate, golds: 0 }, 40).sentence;
  expect(quality(0.1)).toBe("3 judgments per item. The planned gold rate is 10%.");
  expect(quality(0)).toBe("3 judgments per item. No gold is planned.");
});
