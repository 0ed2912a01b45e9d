import { redirect } from "next/navigation";
import { OwnStanding } from "#components/annotator/own-standing.tsx";
import { QUIZ } from "#components/annotator/own-words.ts";
import { QuizDesk } from "#components/annotator/quiz-desk.tsx";
import { JudgeBar } from "#components/judgment/pages/judge-bar.tsx";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import { readOwnStanding } from "#lib/annotator/evidence/queries.ts";
import { readQuiz } from "#lib/annotator/quiz/queries.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readSessionUser } from "#lib/auth/session.ts";
import { readJudgingSetup } from "#lib/judgment/queries.ts";

export const metadata = { title: QUIZ.title };

type Props = { params: Promise<{ projectId: string }> };

export default async function QuizPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(requireAnnotator(projectId), `/judge/${projectId}/quiz`);
  const [setup, quiz] = await Promise.all([readJudgingSetup(access), readQuiz(access)]);
  const { name, question, levels, guideline, guidelineVersionRead } = setup;
  if (guideline && guidelineVersionRead < guideline.version) redirect(`/judge/${projectId}`);
  const standing = quiz === null ? await readOwnStanding(access) : null;
  if (standing && standing.state !== "review") redirect(`/judge/${projectId}`);
  const isRetry = quiz?.attempt === 2;
  return (
    <>
      <JudgeBar user={await readSessionUser()} />
      <PageMain isNarrow>
        {quiz && (
          <>
            <PageHeader
              eyebrow={`${name} · ${QUIZ.eyebrow}`}
              title={isRetry ? QUIZ.retryTitle : QUIZ.title}
              lead={quiz.answered > 0 ? undefined : isRetry ? QUIZ.retryLead : QUIZ.lead}
            />
            <QuizDesk
              key={`${quiz.attempt}/${quiz.item.id}`}
              projectId={projectId}
              question={question}
              levels={levels}
              quiz={quiz}
            />
          </>
        )}
        {standing && <OwnStanding view={standing} />}
      </PageMain>
    </>
  );
}
