import type { Tone } from "#components/ui/chip.tsx";
import { count, counted } from "#components/ui/format.ts";
import type { ItemPlan, ProjectState, ScaleFixed } from "#lib/project/rules.ts";
import type { ProjectMove } from "#lib/project/schema.ts";
import type { ReplicaView } from "#lib/replica.ts";

export const STATES: Readonly<Record<ProjectState, { word: string; tone: Tone }>> = {
  draft: { word: "draft", tone: "plain" },
  live: { word: "live", tone: "good" },
  paused: { word: "paused", tone: "note" },
  ended: { word: "finished", tone: "plain" },
};

export const FIXED: Readonly<Record<ScaleFixed, string>> = {
  launched: "The number of levels is fixed after launch. Names, definitions, examples and gains can change.",
  gold: "The number of levels is fixed while the project has gold. Remove the gold first to change it.",
  importing: "The number of levels is fixed while a file is being imported.",
};

type MoveWords = { button: string; title: string; consequences: string; done: string };

export const MOVES: Readonly<Record<ProjectMove, MoveWords>> = {
  launch: {
    button: "Launch project",
    title: "Launch project?",
    consequences:
      "Anyone with an invite link can join and start judging. The number of levels becomes fixed. You can still change everything else.",
    done: "Project launched.",
  },
  pause: {
    button: "Pause project",
    title: "Pause project?",
    consequences:
      "Annotators will get no new items. They can still answer the items they have open, and these answers count.",
    done: "Project paused.",
  },
  resume: {
    button: "Resume project",
    title: "Resume project?",
    consequences: "Annotators get items again.",
    done: "Project resumed.",
  },
  finish: {
    button: "Finish project",
    title: "Finish project?",
    consequences:
      "Annotators will get no more items. All judgments are kept, and you can still freeze dataset versions. You can resume the project later.",
    done: "Project finished.",
  },
};

/** A number, or from one to another where they differ. */
export function spanWords(fewest: number, most: number): string {
  return fewest === most ? count(fewest) : `${count(fewest)} to ${count(most)}`;
}

/** "3", or "2 to 5" where the stop rule decides. */
export function judgmentsPerItemWords(plan: ItemPlan): string {
  const { isAdaptive, judgmentsPerItem, leastJudgments, mostJudgments } = plan;
  return isAdaptive ? spanWords(leastJudgments, mostJudgments) : count(judgmentsPerItem);
}

export const QUALITY_HELP = {
  fixed: "You know the cost in advance. Clear items get as many judgments as hard ones.",
  // From docs/honesty.md, which has every set.
  adaptive:
    "Stops when the level is clear. On five public data sets it saved between nothing and 31% of the judgments at equal accuracy.",
  judgments:
    "Two people cannot settle a disagreement. Three or five usually can. Lowering the number keeps all judgments.",
  least: "Every item gets at least this many. Agreement uses these first judgments only.",
  most: "No item gets more than this, even if people still disagree.",
  confidence:
    "An item is done when the model gives one level this probability. A higher value asks for more judgments.",
  audited:
    "A random share of items always gets the most judgments. It shows whether stopping early changes labels.",
  goldRate:
    "Share of served items that are gold, at random positions. More gold measures people sooner and costs more answers.",
  minutes:
    "An item goes to another annotator after this time without activity. Active annotators keep their items.",
} as const;

export const SCALE_HELP =
  "Precision and recall count these levels as relevant. The gain is the value of a level in DCG. Gains 0, 1, 2, 3, 4 rise evenly. Gains 0, 1, 3, 7, 15 favor the best level.";

export const FRAME_HELP = {
  name: "For you and the people you invite.",
  question: "Shown above every item. Ask for one thing only.",
} as const;

export const FIRST_QUESTION = "How relevant is this result to the search?";

/** What a number of judgments costs. */
export function planInWords(
  items: number,
  {
    judgments,
    goldAnswers,
    time,
    seconds,
  }: Record<"judgments" | "goldAnswers" | "time", string> & { seconds: number },
): string {
  const gold = goldAnswers === "" ? "" : ` and ${goldAnswers} answers on gold`;
  return `${counted(items, "item")} take ${judgments} judgments${gold}: about ${time} of work at ${seconds} seconds each.`;
}

export const PROJECTS = {
  none: "No projects yet",
  noneText:
    "A project asks one question about many items on one scale. Setting one up takes about ten minutes.",
  noneToCreateText:
    "Your account cannot create projects. A project appears here once a requester adds you to it. The projects you judge in are under Judge.",
  judge: "Go to Judge",
  newLead: "Two steps to a draft. Then add items and check the quality settings.",
  faults: "Some fields need a change. They are marked below.",
  launchDraft: "Launch a draft from the overview, once it has a scale, a guideline and items.",
} as const;

/** Below the form of a new project, by step. */
export const NEW_PROJECT_HELP = {
  1: "You can change everything later. Only the number of levels is fixed after launch.",
  2: "Next, you add items. Nobody sees the project before you launch it.",
} as const;

/** Of large projects, whose figures the worker computes. */
export const FIGURES_NOTE = {
  computed: "Computed",
  newer: "The page updates when newer judgments and changes are included.",
  comparing: "Assay is comparing the methods. The scores appear here when they are ready.",
} as const;

/** Only where a page reads a replica that is behind */
export function replicaInWords({ state, lagSeconds }: ReplicaView): string | null {
  if (state !== "behind" || lagSeconds === null) return null;
  return `These figures may be up to ${lagSeconds} seconds old. The copy of the database that pages read is behind. Judging is not affected.`;
}

/** On the card of what is missing before launch */
export const BEFORE_LAUNCH = {
  ready: "You can still change settings, guideline, items and gold later.",
  missing: "You can launch once scale, guideline and items are ready.",
};
