import { describe, expect, test } from "vitest";
import type { Work } from "./progress/rules.ts";
import {
  countBelow,
  DEFAULT_LEVELS,
  DEFAULT_RELEVANT_FROM,
  moveOf,
  nextStep,
  openProblems,
  plannedAnswers,
  possibleMoves,
  whyScaleFixed,
} from "./rules.ts";
import { createProjectSchema, qualitySchema, scaleSchema } from "./schema.ts";

const scale = { levels: DEFAULT_LEVELS, relevantFrom: DEFAULT_RELEVANT_FROM };

const QUALITY = {
  judgmentsPerItem: 3,
  isAdaptive: false,
  leastJudgments: 2,
  mostJudgments: 5,
  stopConfidence: 0.8,
  stopError: 0.1,
  auditShare: 0.05,
  goldRate: 0.1,
  assignmentSeconds: 900,
};

describe("a project's state", () => {
  test("a draft can only be launched, and nothing becomes a draft again", () => {
    expect(possibleMoves("draft")).toEqual(["launch"]);
    expect(possibleMoves("live")).toEqual(["pause", "finish"]);
    expect(possibleMoves("paused")).toEqual(["resume", "finish"]);
    expect(possibleMoves("ended")).toEqual(["resume"]);
    expect(moveOf("launch").to).toBe("live");
  });

  test("fixes the number of levels from the first gold on", () => {
    expect(whyScaleFixed({ isLaunched: false, golds: 0, isImporting: false })).toBeNull();
    expect(whyScaleFixed({ isLaunched: false, golds: 1, isImporting: false })).toBe("gold");
    expect(whyScaleFixed({ isLaunched: false, golds: 0, isImporting: true })).toBe("importing");
    expect(whyScaleFixed({ isLaunched: true, golds: 1, isImporting: true })).toBe("launched");
  });
});

describe("a scale", () => {
  test("may be the default one", () => {
    expect(scaleSchema.safeParse(scale).success).toBe(true);
  });

  test.each([
    ["a single level", { levels: DEFAULT_LEVELS.slice(0, 1), relevantFrom: 2 }],
    ["eight levels", { levels: [...DEFAULT_LEVELS, ...DEFAULT_LEVELS], relevantFrom: 4 }],
    ["a level above the scale as relevant", { ...scale, relevantFrom: 6 }],
    ["everything as relevant", { ...scale, relevantFrom: 1 }],
  ])("refuses %s", (_, input) => {
    expect(scaleSchema.safeParse(input).success).toBe(false);
  });

  test("says which level has the name of another, gains less than a worse one, or gains nothing readable", () => {
    const levels = DEFAULT_LEVELS.map((level, at) =>
      at === 2 ? { ...level, name: " bad ", gain: 0.5 } : level,
    );
    const paths = scaleSchema.safeParse({ ...scale, levels }).error?.issues.map(({ path }) => path.join("."));
    expect(paths).toEqual(["levels.2.name", "levels.2.gain"]);
    const empty = DEFAULT_LEVELS.map((level, at) => (at === 1 ? { ...level, gain: null } : level));
    const fault = scaleSchema.safeParse({ ...scale, levels: empty }).error?.issues[0];
    expect(fault?.path).toEqual(["levels", 1, "gain"]);
  });
});

describe("what crosses the border", () => {
  const input = { name: " Shop ", question: "How relevant?", guideline: "", ...scale };

  test("is trimmed, and refused by name where no database text can hold it", () => {
    expect(createProjectSchema.parse(input)).toMatchObject({ name: "Shop" });
    const refused = createProjectSchema.safeParse({ ...input, question: "How\0 relevant?" });
    expect(refused.error?.issues.map(({ path }) => path)).toEqual([["question"]]);
  });

  test("holds no field that nobody asked for", () => {
    expect(createProjectSchema.safeParse({ ...input, state: "live" }).success).toBe(false);
    expect(
      qualitySchema.safeParse(QUALITY).success &&
        qualitySchema.safeParse({ ...QUALITY, state: "live" }).success,
    ).toBe(false);
  });

  test("is a plan that makes sense: gold at most half, and more judgments at most than at least", () => {
    expect(qualitySchema.safeParse({ ...QUALITY, goldRate: 0.6 }).success).toBe(false);
    const turned = qualitySchema.safeParse({ ...QUALITY, leastJudgments: 4, mostJudgments: 4 });
    expect(turned.error?.issues.map(({ path }) => path)).toEqual([["mostJudgments"]]);
  });
});

describe("a plan", () => {
  // 600 items × 3 = 1,800; one served item in ten is gold, so 200 gold answers beside them.
  test("counts the gold that is served among the judgments", () => {
    const answers = { judgments: 1800, goldAnswers: 200 };
    expect(plannedAnswers(600, QUALITY)).toEqual({ fewest: answers, most: answers });
  });

  // 600 × (2 + 3 × 5%) = 1,290 where all but the audited items stop at once; 600 × 5 = 3,000 where none does.
  test("with an adaptive number lies between a fewest and a most", () => {
    expect(plannedAnswers(600, { ...QUALITY, isAdaptive: true, goldRate: 0 })).toEqual({
      fewest: { judgments: 1290, goldAnswers: 0 },
      most: { judgments: 3000, goldAnswers: 0 },
    });
  });
});

describe("open problems", () => {
  const none = { pausedQueries: 0, pausedItems: 0, peopleInReview: 0, goldToDecide: 0, suspendedNos: [] };
  const enough = { golds: 40, needed: 40, goldRate: 0.1, peopleBelow: 0 };
  const going: Work = { kind: "going", shortage: null };

  test("are none when nothing has come to a halt and the gold suffices", () => {
    expect(openProblems(none, enough, going)).toEqual([]);
    expect(openProblems(none, enough, { kind: "done" })).toEqual([]);
  });

  test("begin with what the work waits for", () => {
    const shortage = { items: 6, fewest: 1, most: 1, active: 2, others: 0 };
    for (const work of [
      { kind: "needs-people", shortage },
      { kind: "going", shortage },
      { kind: "nobody-active", inReview: 2, suspended: 0 },
    ] satisfies Work[]) {
      expect(openProblems({ ...none, pausedItems: 1 }, enough, work)).toEqual([
        { kind: "work", work },
        { kind: "paused-items", count: 1 },
      ]);
    }
  });

  test("say once that nobody can go on, or that all that is left is paused", () => {
    const halted: Work = { kind: "nobody-active", inReview: 2, suspended: 0 };
    expect(openProblems({ ...none, peopleInReview: 2 }, enough, halted)).toEqual([
      { kind: "work", work: halted },
    ]);
    const work: Work = { kind: "all-paused", items: 12 };
    expect(openProblems({ ...none, pausedQueries: 1, pausedItems: 2 }, enough, work)).toEqual([
      { kind: "work", work },
    ]);
  });

  test("name gold that waits for a decision", () => {
    expect(openProblems({ ...none, goldToDecide: 2 }, enough, { kind: "done" })).toEqual([
      { kind: "gold-to-decide", count: 2 },
    ]);
  });

  test("name how much gold is lacking, or that there is none at all", () => {
    expect(openProblems(none, { ...enough, golds: 12 }, going)).toEqual([{ kind: "little-gold", count: 28 }]);
    expect(openProblems(none, { ...enough, golds: 0 }, going)).toEqual([{ kind: "no-gold", count: 1 }]);
  });

  test("count people who are clearly below everybody, and neither newcomers nor the suspended", () => {
    const people = [
      { no: 1, answers: 20, upper: 0.6 },
      { no: 2, answers: 4, upper: 0.6 },
      { no: 3, answers: 20, upper: 0.9 },
      { no: 4, answers: 20, upper: 0.6 },
    ];
    expect(countBelow(people, 0.8, [4])).toBe(1);
  });
});

describe("the next step", () => {
  const facts = { judgments: 100, isAllDone: false, work: { kind: "going", shortage: null } as Work };

  test("follows the work: invite, wait, freeze on the way, freeze at the end", () => {
    expect(nextStep("live", { ...facts, judgments: 0, work: { kind: "nobody-joined" } })).toBe("invite");
    expect(nextStep("live", { ...facts, judgments: 0 })).toBe("wait");
    expect(nextStep("live", facts)).toBe("freeze");
    expect(nextStep("live", { ...facts, isAllDone: true, work: { kind: "done" } })).toBe("freeze-all");
  });

  test("is what brings the work on where it stands still", () => {
    const shortage = { items: 6, fewest: 1, most: 1, active: 2, others: 0 };
    const step = (work: Work) => nextStep("live", { ...facts, work });
    expect(step({ kind: "needs-people", shortage })).toBe("invite-more");
    expect(step({ kind: "nobody-active", inReview: 1, suspended: 0 })).toBe("decide");
    // With nobody to reinstate, only new people help.
    expect(step({ kind: "nobody-active", inReview: 0, suspended: 0 })).toBe("invite-people");
    expect(step({ kind: "all-paused", items: 12 })).toBe("resume-items");
    expect(step({ kind: "no-items" })).toBe("import");
  });

  test("is no last version while the stop rule may still ask for more", () => {
    expect(nextStep("live", { ...facts, isAllDone: true, work: { kind: "undecided", items: 2 } })).toBe(
      "freeze",
    );
  });

  test("is to resume what is paused and to freeze what is finished", () => {
    expect(nextStep("paused", facts)).toBe("resume");
    expect(nextStep("ended", facts)).toBe("freeze-all");
    expect(nextStep("ended", { ...facts, judgments: 0 })).toBe("resume");
  });
});
