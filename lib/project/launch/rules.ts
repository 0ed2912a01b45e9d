export type LaunchFacts = {
  levels: number;
  definedLevels: number;
  guidelineVersion: number;
  items: number;
  golds: number;
  goldRate: number;
  /** Golds that a new annotator is to answer first, 0 for no quiz */
  quizSize: number;
  judgmentsPerItem: number;
  isAdaptive: boolean;
  leastJudgments: number;
  mostJudgments: number;
  invites: number;
  annotators: number;
};

export type LaunchStep = "scale" | "guideline" | "items" | "quality" | "gold" | "people";

export type LaunchCheck = {
  step: LaunchStep;
  /** "missing" blocks the launch, "advice" does not */
  state: "done" | "missing" | "advice";
};

/**
 * What stands between a draft and its launch: levels with definitions, a guideline and items must be there; enough
 * gold for the plan and somebody to judge are advised.
 */
export function launchChecklist(facts: LaunchFacts, neededGold: number): LaunchCheck[] {
  const must = (step: LaunchStep, isThere: boolean): LaunchCheck => ({
    step,
    state: isThere ? "done" : "missing",
  });
  const should = (step: LaunchStep, isThere: boolean): LaunchCheck => ({
    step,
    state: isThere ? "done" : "advice",
  });
  return [
    must("scale", facts.levels >= 2 && facts.definedLevels === facts.levels),
    must("guideline", facts.guidelineVersion > 0),
    must("items", facts.items > 0),
    // Has defaults that can stay: it is listed to be looked at.
    must("quality", true),
    should("gold", facts.goldRate === 0 || (facts.golds > 0 && facts.golds >= neededGold)),
    should("people", facts.invites + facts.annotators > 0),
  ];
}

export function canLaunch(checks: readonly LaunchCheck[]): boolean {
  return checks.every((check) => check.state !== "missing");
}
