import { JudgeBar } from "#components/judgment/judge-bar.tsx";
import { JudgedList } from "#components/judgment/judged-list.tsx";
import { ownerOf } from "#components/judgment/outbox.ts";
import { UnsentNote } from "#components/judgment/unsent-note.tsx";
import { WORDS } from "#components/judgment/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader, PageMain } from "#components/ui/page-header.tsx";
import { requireAnnotator } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readSessionUser } from "#lib/auth/session.ts";
import { listMyJudgments, readJudgingSetup } from "#lib/judgment/queries.ts";
import { pageSchema } from "#lib/judgment/schema.ts";

export const metadata = { title: WORDS.history };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function HistoryPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const page = pageSchema.parse((await searchParams).page);
  const here = `/judge/${projectId}/history`;
  const access = await gatePage(requireAnnotator(projectId), here);
  const [setup, { rows, hasMore }] = await Promise.all([
    readJudgingSetup(access),
    listMyJudgments(access, page),
  ]);
  const judge = (
    <ButtonLink kind="primary" href={`/judge/${projectId}`}>
      {WORDS.goOn}
    </ButtonLink>
  );
  return (
    <>
      <JudgeBar user={await readSessionUser()} />
      <PageMain>
        <PageHeader eyebrow={setup.name} title={WORDS.history} actions={judge} />
        <UnsentNote owner={ownerOf(access.userId, projectId)} />
        <Card>
          {rows.length === 0 ? (
            <EmptyState title={WORDS.noJudgments} action={judge}>
              {WORDS.noJudgmentsHelp}
            </EmptyState>
          ) : (
            <JudgedList rows={rows} levels={setup.levels.length} />
          )}
          <nav aria-label={WORDS.pages} className="mt-4 flex justify-end gap-2 empty:hidden">
            {page > 1 && <ButtonLink href={`${here}?page=${page - 1}`}>{WORDS.newer}</ButtonLink>}
            {hasMore && <ButtonLink href={`${here}?page=${page + 1}`}>{WORDS.older}</ButtonLink>}
          </nav>
        </Card>
      </PageMain>
    </>
  );
}
