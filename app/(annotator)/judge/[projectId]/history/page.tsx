import { MissList } from "#components/gold/miss-list.tsx";
import { ownerOf } from "#components/judgment/outbox/outbox.ts";
import { UnsentNote } from "#components/judgment/outbox/unsent-note.tsx";
import { DecisionNote } from "#components/judgment/pages/decision-note.tsx";
import { JudgeBar } from "#components/judgment/pages/judge-bar.tsx";
import { JudgedList } from "#components/judgment/pages/judged-list.tsx";
import { WORDS } from "#components/judgment/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import { PastTheEnd } from "#components/ui/page/past-the-end.tsx";
import { readOwnDecision } from "#lib/annotator/evidence/queries.ts";
import { requireAnnotator } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readSessionUser } from "#lib/auth/session.ts";
import { pageNo } from "#lib/border.ts";
import { listMyMisses } from "#lib/judgment/feedback/queries.ts";
import { listMyJudgments, readJudgingSetup } from "#lib/judgment/queries.ts";

export const metadata = { title: WORDS.history };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function HistoryPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const { page: pageText, missed: missedText } = await searchParams;
  const page = pageNo.parse(pageText);
  const missed = pageNo.parse(missedText);
  const here = `/judge/${projectId}/history`;
  const access = await gatePage(requireAnnotator(projectId), here);
  const [setup, decision, judged, misses] = await Promise.all([
    readJudgingSetup(access),
    readOwnDecision(access),
    listMyJudgments(access, page),
    listMyMisses(access, missed),
  ]);
  // Past the last page there are no rows, but earlier pages may have some.
  const hasJudged = judged.rows.length > 0 || page > 1;
  const judge = decision?.kind !== "suspended" && (
    <ButtonLink kind="primary" href={`/judge/${projectId}`}>
      {hasJudged ? WORDS.goOn : WORDS.start}
    </ButtonLink>
  );
  return (
    <>
      <JudgeBar user={await readSessionUser()} />
      <PageMain>
        <PageHeader eyebrow={setup.name} title={WORDS.history} actions={hasJudged ? judge : null} />
        {decision && (
          <div className="mb-4">
            <DecisionNote decision={decision} />
          </div>
        )}
        <UnsentNote owner={ownerOf(access.userId, projectId)} />
        {(misses.rows.length > 0 || missed > 1) && (
          <Card title={WORDS.missed} aside={WORDS.missedAside} className="mb-4">
            {misses.rows.length > 0 && (
              <MissList projectId={projectId} misses={misses.rows} levels={setup.levels} />
            )}
            <Pages page={missed} list={misses} hrefOf={(to) => `${here}?page=${page}&missed=${to}`} />
          </Card>
        )}
        <Card>
          {judged.rows.length > 0 && <JudgedList rows={judged.rows} levels={setup.levels.length} />}
          {!hasJudged && (
            <EmptyState title={WORDS.noJudgments} action={judge}>
              {WORDS.noJudgmentsHelp}
            </EmptyState>
          )}
          <Pages page={page} list={judged} hrefOf={(to) => `${here}?page=${to}&missed=${missed}`} />
        </Card>
      </PageMain>
    </>
  );
}

type PagesProps = {
  page: number;
  list: { rows: readonly unknown[]; hasMore: boolean };
  hrefOf: (page: number) => string;
};

function Pages({ page, list: { rows, hasMore }, hrefOf }: PagesProps) {
  if (rows.length === 0 && page > 1) return <PastTheEnd firstPage={hrefOf(1)} />;
  return (
    <nav aria-label={WORDS.pages} className="mt-4 flex justify-end gap-2 empty:hidden">
      {page > 1 && <ButtonLink href={hrefOf(page - 1)}>{WORDS.newer}</ButtonLink>}
      {hasMore && <ButtonLink href={hrefOf(page + 1)}>{WORDS.older}</ButtonLink>}
    </nav>
  );
}
