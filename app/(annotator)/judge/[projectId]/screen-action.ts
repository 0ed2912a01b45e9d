"use server";

import type { NewerScreen } from "#components/judgment/desk/use-screen.ts";
import { type ActionResult, runAction } from "#lib/action.ts";
import { lineChanges } from "#lib/annotator/rules/roster.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { readGuidelineVersion, readJudgingSetup } from "#lib/judgment/queries.ts";
import { screenSchema } from "#lib/judgment/schema.ts";
import { drawScreen } from "./screen.tsx";

/**
 * For a desk that is open: what stands around the items now, and what of the guideline changed since a version. Not a reload
 * of the page: that would take the desk away when it fails.
 */
export async function readScreenAction(
  projectId: string,
  since: unknown,
): Promise<ActionResult<NewerScreen>> {
  return runAction(async () => {
    const asked = screenSchema.parse({ projectId, since });
    const access = await requireAnnotator(asked.projectId);
    const setup = await readJudgingSetup(access);
    const { guideline, guidelineVersionRead } = setup;
    const isNews = guideline && guideline.version > Math.max(asked.since, guidelineVersionRead);
    const before = isNews ? await readGuidelineVersion(access, asked.since) : "";
    const lines = isNews ? lineChanges(before, guideline.markdown) : null;
    return { screen: drawScreen(setup), lines };
  });
}
