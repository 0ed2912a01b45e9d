"use server";

import type { NewerScreen } from "#components/judgment/desk/use-screen.ts";
import { annotatorAction } from "#lib/action.ts";
import { lineChanges } from "#lib/annotator/rules/line-changes.ts";
import { readGuidelineVersion, readJudgingSetup } from "#lib/judgment/queries.ts";
import { screenSchema } from "#lib/judgment/schema.ts";
import { drawScreen } from "./screen.tsx";

/**
 * For a desk that is open: what stands around the items now, and what of the guideline changed since a version. Not a reload
 * of the page: that would take the desk away when it fails.
 */
export const readScreenAction = annotatorAction(
  [screenSchema],
  async (access, since): Promise<NewerScreen> => {
    const setup = await readJudgingSetup(access);
    const { guideline, guidelineVersionRead } = setup;
    const isNews = guideline && guideline.version > Math.max(since, guidelineVersionRead);
    const before = isNews ? await readGuidelineVersion(access, since) : "";
    const lines = isNews ? lineChanges(before, guideline.markdown) : null;
    return { screen: drawScreen(setup), lines };
  },
);
