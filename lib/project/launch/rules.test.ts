import { describe, expect, test } from "vitest";
import { canLaunch, type LaunchFacts, launchChecklist } from "./rules.ts";

const READY: LaunchFacts = {
  levels: 5,
  definedLevels: 5,
  guidelineVersion: 1,
  items: 600,
  golds: 40,
  goldRate: 0.1,
  quizSize: 10,
  judgmentsPerItem: 3,
  isAdaptive: false,
  leastJudgments: 2,
  mostJudgments: 5,
  invites: 1,
  annotators: 0,
};

describe("the launch checklist", () => {
  test("is done when scale, guideline, items, gold and people are there", () => {
    expect(launchChecklist(READY, 40).every(({ state }) => state === "done")).toBe(true);
  });

  test.each([
    ["a level without a definition", { definedLevels: 4 }, "scale"],
    ["no guideline", { guidelineVersion: 0 }, "guideline"],
    ["no items", { items: 0 }, "items"],
  ] as const)("%s blocks the launch", (_, lack, step) => {
    const checks = launchChecklist({ ...READY, ...lack }, 40);
    expect(checks.filter(({ state }) => state === "missing").map((check) => check.step)).toEqual([step]);
    expect(canLaunch(checks)).toBe(false);
  });

  test.each([
    ["too little gold", { golds: 39 }, "gold"],
    ["nobody invited", { invites: 0 }, "people"],
  ] as const)("%s is advice and blocks nothing", (_, lack, step) => {
    const checks = launchChecklist({ ...READY, ...lack }, 40);
    expect(checks.filter(({ state }) => state !== "done")).toEqual([{ step, state: "advice" }]);
    expect(canLaunch(checks)).toBe(true);
  });

  test("asks for no gold where none is to be served", () => {
    const checks = launchChecklist({ ...READY, golds: 0, goldRate: 0 }, 0);
    expect(checks.find(({ step }) => step === "gold")?.state).toBe("done");
  });
});
