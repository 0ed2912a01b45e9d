import { AGREEMENT_FIGURE, GOLD_FIGURE } from "#lib/agreement/queries.ts";
import { PEOPLE_FIGURE } from "#lib/annotator/habits/queries.ts";
import { WORK_FIGURE } from "#lib/annotator/queries.ts";
import { CROWD_FIGURE } from "#lib/annotator/standing/queries/crowd.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { METHODS_FIGURE } from "#lib/dataset/queries/comparing.ts";
import { SLOTS_FIGURE } from "#lib/gold/queries.ts";
import { GUIDELINE_FIGURE } from "#lib/guideline/queries.ts";
import { ITEMS_FIGURE } from "#lib/item/listing/mutations.ts";
import { REOPENING_FIGURE } from "#lib/item/reopening/queries.ts";
import { WORDS_FIGURE } from "#lib/item/search/mutations.ts";
import { refreshFigure } from "#lib/project/figures/mutations.ts";
import { type Figure, listDueFigures } from "#lib/project/figures/queries.ts";
import type { FigureName } from "#lib/project/figures/rules.ts";
import { PROGRESS_FIGURE, RHYTHM_FIGURE } from "#lib/project/progress/queries.ts";
import type { Job } from "./job.ts";

/** Every figure, those that are computed fastest first. */
export const EVERY: { readonly [Name in FigureName]: Figure<unknown> } = {
  progress: PROGRESS_FIGURE,
  rhythm: RHYTHM_FIGURE,
  slots: SLOTS_FIGURE,
  crowd: CROWD_FIGURE,
  gold: GOLD_FIGURE,
  guideline: GUIDELINE_FIGURE,
  reopening: REOPENING_FIGURE,
  people: PEOPLE_FIGURE,
  work: WORK_FIGURE,
  items: ITEMS_FIGURE,
  words: WORDS_FIGURE,
  agreement: AGREEMENT_FIGURE,
  methods: METHODS_FIGURE,
};

export const refreshFiguresJob: Job<"refresh-figures"> = {
  name: "refresh-figures",
  projectsAtOnce: 1,
  async run({ data }, stopping) {
    const access = actForProject(data.projectId);
    const due = await listDueFigures(access);
    for (const figure of Object.values(EVERY)) {
      // Models take minutes in a large project, and the other figures do not wait for them.
      if (figure.name !== "methods" && due.has(figure.name) && !stopping.aborted)
        await refreshFigure(access, figure);
    }
  },
};

export const compareMethodsJob: Job<"compare-methods"> = {
  name: "compare-methods",
  projectsAtOnce: 1,
  async run({ data }) {
    const access = actForProject(data.projectId);
    if ((await listDueFigures(access)).has("methods")) await refreshFigure(access, METHODS_FIGURE);
  },
};
