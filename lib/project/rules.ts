import type { Counts, Work } from "./progress/rules.ts";
import type { ProjectMove } from "./schema.ts";

/** Items that one transaction brings in line with a new target, so that nobody waits long for one. */
export const RETARGETED_AT_ONCE = 2000;

export type ProjectState = "draft" | "live" | "paused" | "ended";

export type LevelRow = {
  value: number;
  name: string;
  definition: string;
  examples: string;
  gain: number;
};

/** The scale that a new project begins with: the web-search family, from the worst to the best. */
export const DEFAULT_LEVELS: readonly Omit<LevelRow, "value">[] = [
  {
    name: "Bad",
    definition: "Has nothing to do with the search.",
    examples: "laptop → coffee maker",
    gain: 0,
  },
  {
    name: "Poor",
    definition: "From the same area, but does not answer the need.",
    examples: "laptop → laptop bag",
    gain: 1,
  },
  {
    name: "Fair",
    definition: "Helps some people who search for this.",
    examples: "laptop → docking station",
    gain: 2,
  },
  {
    name: "Good",
    definition: "Answers it, though a better result is likely.",
    examples: "laptop → tablet with a keyboard",
    gain: 3,
  },
  { name: "Perfect", definition: "Exactly what the search asks for.", examples: "laptop → laptop", gain: 4 },
];

export const DEFAULT_RELEVANT_FROM = 4;

/** A project as its pages show it. */
export type ProjectView = {
  projectId: string;
  name: string;
  question: string;
  state: ProjectState;
  levels: LevelRow[];
  relevantFrom: number;
  judgmentsPerItem: number;
  isAdaptive: boolean;
  leastJudgments: number;
  mostJudgments: number;
  stopConfidence: number;
  stopError: number;
  auditShare: number;
  goldRate: number;
  assignmentSeconds: number;
  isSimulated: boolean;
  createdAt: Date;
  launchedAt: Date | null;
  /** Why the number of levels cannot change any more, or null where it can */
  scaleFixed: ScaleFixed | null;
};

/** One line of the list of projects. */
export type ProjectRow = {
  projectId: string;
  name: string;
  question: string;
  state: ProjectState;
  isSimulated: boolean;
  createdAt: Date;
  golds: number;
  counts: Counts;
};

export type ScaleFixed = "launched" | "gold" | "importing";

/** The number of levels is fixed after launch, and before it while there is gold or a file is being imported. */
export function whyScaleFixed(facts: {
  isLaunched: boolean;
  golds: number;
  isImporting: boolean;
}): ScaleFixed | null {
  if (facts.isLaunched) return "launched";
  if (facts.golds > 0) return "gold";
  return facts.isImporting ? "importing" : null;
}

const MOVES: Readonly<Record<ProjectMove, { from: readonly ProjectState[]; to: ProjectState }>> = {
  launch: { from: ["draft"], to: "live" },
  pause: { from: ["live"], to: "paused" },
  // A project that was finished too early can resume.
  resume: { from: ["paused", "ended"], to: "live" },
  finish: { from: ["live", "paused"], to: "ended" },
};

export function moveOf(move: ProjectMove): { from: readonly ProjectState[]; to: ProjectState } {
  return MOVES[move];
}

/** What can be done with a project in this state. */
export function possibleMoves(state: ProjectState): ProjectMove[] {
  return (Object.keys(MOVES) as ProjectMove[]).filter((move) => MOVES[move].from.includes(state));
}

/** How many judgments an item is to have: a fixed number, or from the least to the most. */
export type ItemPlan = Pick<
  ProjectView,
  "isAdaptive" | "judgmentsPerItem" | "leastJudgments" | "mostJudgments"
>;

export type PlannedAnswers = { judgments: number; goldAnswers: number };

/**
 * The answers that a plan asks for: every ordinary item's judgments, and the gold served among them. With an adaptive
 * number they lie between all items stopping at once, but for the audited ones, and none stopping early.
 */
export function plannedAnswers(
  items: number,
  plan: ItemPlan & Pick<ProjectView, "goldRate" | "auditShare">,
): { fewest: PlannedAnswers; most: PlannedAnswers } {
  const answers = (perItem: number): PlannedAnswers => {
    const judgments = Math.round(items * perItem);
    return { judgments, goldAnswers: Math.round((judgments * plan.goldRate) / (1 - plan.goldRate)) };
  };
  const { isAdaptive, judgmentsPerItem, leastJudgments, mostJudgments, auditShare } = plan;
  if (!isAdaptive) return { fewest: answers(judgmentsPerItem), most: answers(judgmentsPerItem) };
  const fewest = leastJudgments + (mostJudgments - leastJudgments) * auditShare;
  return { fewest: answers(fewest), most: answers(mostJudgments) };
}

/** What has come to a halt. Items of a paused query are counted with the query. */
export type Halts = {
  pausedQueries: number;
  pausedItems: number;
  peopleInReview: number;
  /** Gold that an annotator contests or that is in review, until the requester decides */
  goldToDecide: number;
  suspendedNos: number[];
};

export type Problem =
  | { kind: "work"; work: Work }
  | {
      kind:
        | "paused-queries"
        | "paused-items"
        | "people-in-review"
        | "people-below"
        | "gold-to-decide"
        | "no-gold"
        | "little-gold";
      count: number;
    };

/** What needs the requester now, the most pressing first. */
export function openProblems(
  halts: Halts,
  gold: { golds: number; needed: number; goldRate: number; peopleBelow: number },
  work: Work,
): Problem[] {
  const lacking = gold.goldRate > 0 && gold.golds > 0 ? Math.max(0, gold.needed - gold.golds) : 0;
  // The line about the work already says this.
  const isAllPaused = work.kind === "all-paused";
  const counts: Exclude<Problem, { kind: "work" }>[] = [
    { kind: "paused-queries", count: isAllPaused ? 0 : halts.pausedQueries },
    { kind: "paused-items", count: isAllPaused ? 0 : halts.pausedItems },
    { kind: "people-in-review", count: work.kind === "nobody-active" ? 0 : halts.peopleInReview },
    { kind: "people-below", count: gold.peopleBelow },
    { kind: "gold-to-decide", count: halts.goldToDecide },
    { kind: "no-gold", count: gold.goldRate > 0 && gold.golds === 0 ? 1 : 0 },
    { kind: "little-gold", count: lacking },
  ];
  const found: Problem[] = counts.filter((problem) => problem.count > 0);
  return needsRequester(work) ? [{ kind: "work", work }, ...found] : found;
}

/** Whether the work needs the requester now, or soon will. */
export function needsRequester(work: Work): boolean {
  if (work.kind === "going") return work.shortage !== null;
  return work.kind !== "done" && work.kind !== "not-live" && work.kind !== "undecided";
}

/** With fewer answers on gold, nobody is said to be below the others */
const NEEDED_ANSWERS = 5;

/** People whose whole interval on gold lies below what everybody together reaches. */
export function countBelow(
  people: readonly { no: number; answers: number; upper: number }[],
  everybody: number,
  suspendedNos: readonly number[],
): number {
  return people.filter(
    ({ no, answers, upper }) => answers >= NEEDED_ANSWERS && upper < everybody && !suspendedNos.includes(no),
  ).length;
}

export type NextStep =
  | "invite"
  | "invite-people"
  | "invite-more"
  | "resume"
  | "resume-items"
  | "decide"
  | "import"
  | "wait"
  | "freeze"
  | "freeze-all";

const STEPS: Readonly<Partial<Record<Work["kind"], NextStep>>> = {
  "nobody-joined": "invite",
  "needs-people": "invite-more",
  "nobody-active": "decide",
  "all-paused": "resume-items",
  "no-items": "import",
};

/** The one thing to do next with a project that was launched. */
export function nextStep(
  state: ProjectState,
  facts: { judgments: number; isAllDone: boolean; work: Work },
): NextStep {
  const { judgments, isAllDone, work } = facts;
  if (judgments > 0 && ((isAllDone && work.kind !== "undecided") || state === "ended")) return "freeze-all";
  if (state === "paused" || state === "ended") return "resume";
  // Whoever is simulated without an account cannot judge: with nobody to reinstate, only new people help.
  if (work.kind === "nobody-active" && work.inReview + work.suspended === 0) return "invite-people";
  return STEPS[work.kind] ?? (judgments > 0 ? "freeze" : "wait");
}
