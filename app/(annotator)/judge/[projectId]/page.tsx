import { redirect } from "next/navigation";
import { GuidelineText } from "#components/guideline/guideline-text.tsx";
import { GuidelinePage } from "#components/judgment/guideline-page.tsx";
import { JudgeBar } from "#components/judgment/judge-bar.tsx";
import { JudgingDesk } from "#components/judgment/judging-desk.tsx";
import { ownerOf } from "#components/judgment/outbox.ts";
import { WORDS } from "#components/judgment/words.ts";
import { isQuizDue } from "#lib/annotator/quiz/queries.ts";
import { newLines } from "#lib/annotator/rules.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readSessionUser } from "#lib/auth/session.ts";
import { readGuidelineVersion, readJudgingSetup } from "#lib/judgment/queries.ts";

export const metadata = { title: WORDS.judge };

type Props = { params: Promise<{ projectId: string }> };

export default async function JudgingPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(requireAnnotator(projectId), `/judge/${projectId}`);
  const { guideline, guidelineVersionRead, name, question, levels } = await readJudgingSetup(access);
  const text = guideline && <GuidelineText markdown={guideline.markdown} />;
  if (guideline && guidelineVersionRead < guideline.version) {
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
          changes={before === null ? [] : newLines(before, guideline.markdown)}
        >
          {text}
        </GuidelinePage>
      </>
    );
  }
  if (await isQuizDue(access)) redirect(`/judge/${projectId}/quiz`);
  const guidelineVersion = guideline?.version ?? 0;
  const owner = ownerOf(access.userId, projectId);
  const setup = { projectId, owner, name, question, levels, guidelineVersion };
  return <JudgingDesk setup={setup} guideline={text} />;
}
