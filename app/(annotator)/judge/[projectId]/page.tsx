import { redirect } from "next/navigation";
import { GuidelineText } from "#components/guideline/guideline-text.tsx";
import { JudgingDesk } from "#components/judgment/desk/judging-desk.tsx";
import { ownerOf } from "#components/judgment/outbox/outbox.ts";
import { GuidelinePage } from "#components/judgment/pages/guideline-page.tsx";
import { JudgeBar } from "#components/judgment/pages/judge-bar.tsx";
import { WORDS } from "#components/judgment/words.ts";
import { isQuizDue } from "#lib/annotator/quiz/queries.ts";
import { lineChanges } from "#lib/annotator/rules/line-changes.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readSessionUser } from "#lib/auth/session.ts";
import { readGuidelineVersion, readJudgingSetup } from "#lib/judgment/queries.ts";
import { drawScreen } from "./screen.tsx";
import { readScreenAction } from "./screen-action.ts";

export const metadata = { title: WORDS.judge };

type Props = { params: Promise<{ projectId: string }> };

export default async function JudgingPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(requireAnnotator(projectId), `/judge/${projectId}`);
  const setup = await readJudgingSetup(access);
  const { guideline, guidelineVersionRead, name, question, levels, seesGold, isSuspended } = setup;
  // Who is suspended has nothing to start: the desk tells them so.
  if (guideline && !isSuspended && guidelineVersionRead < guideline.version) {
    const before = guidelineVersionRead > 0 ? await readGuidelineVersion(access, guidelineVersionRead) : null;
    return (
      <>
        <JudgeBar user={await readSessionUser()} />
        <GuidelinePage
          projectId={projectId}
          name={name}
          question={question}
          version={guideline.version}
          levels={levels}
          changes={before === null ? null : lineChanges(before, guideline.markdown)}
          seesGold={seesGold}
        >
          <GuidelineText markdown={guideline.markdown} />
        </GuidelinePage>
      </>
    );
  }
  if (await isQuizDue(access)) redirect(`/judge/${projectId}/quiz`);
  const owner = ownerOf(access.userId, projectId);
  return (
    <JudgingDesk projectId={projectId} owner={owner} screen={drawScreen(setup)} read={readScreenAction} />
  );
}
