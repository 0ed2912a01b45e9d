import type { Tone } from "#components/ui/chip.tsx";
import { count } from "#components/ui/format.ts";
import type { ItemPlan, ProjectState, ScaleFixed } from "#lib/project/rules.ts";
import type { Move } from "#lib/project/schema.ts";

export const STATES: Readonly<Record<ProjectState, { word: string; tone: Tone }>> = {
  draft: { word: "draft", tone: "plain" },
  live: { word: "live", tone: "good" },
  paused: { word: "paused", tone: "note" },
  ended: { word: "finished", tone: "plain" },
};

export const FIXED: Readonly<Record<ScaleFixed, string>> = {
  launched: "The number of levels is fixed after launch. Names, definitions, examples and gains can change.",
  gold: "The number of levels is fixed while there is gold, because gold keys name levels.",
  importing: "The number of levels is fixed while a file is being imported.",
};

type MoveWords = { button: string; title: string; consequences: string; done: string };

export const MOVES: Readonly<Record<Move, MoveWords>> = {
  launch: {
    button: "Launch",
    title: "Launch the project?",
    consequences:
      "Everybody who joins by an invite can judge from now on. The number of levels is fixed from then on. Everything else can still be changed.",
    done: "The project is live.",
  },
  pause: {
    button: "Pause",
    title: "Pause the project?",
    consequences:
      "Nobody gets new items. What people hold at this moment they can still answer, and it counts.",
    done: "The project is paused.",
  },
  resume: {
    button: "Resume",
    title: "Resume the project?",
    consequences: "Annotators get items again.",
    done: "The project is live again.",
  },
  finish: {
    button: "Finish",
    title: "Finish the project?",
    consequences:
      "Nobody gets items any more. All judgments stay, dataset versions can be frozen as before, and you can resume it later.",
    done: "The project is finished.",
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
