import { GuidelineText } from "#components/guideline/guideline-text.tsx";
import type { Screen } from "#components/judgment/desk/use-screen.ts";
import type { JudgingSetup } from "#lib/judgment/queries.ts";

/** What stands around the items, with the guideline drawn: no Markdown goes to the browser. */
export function drawScreen({ screen, name, question, levels, guideline }: JudgingSetup): Screen {
  return {
    digest: screen,
    name,
    question,
    levels,
    guidelineVersion: guideline?.version ?? 0,
    guideline: guideline && <GuidelineText markdown={guideline.markdown} />,
  };
}
