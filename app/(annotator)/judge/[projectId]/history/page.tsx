import { JudgeBar } from "#components/judgment/judge-bar.tsx";
import { JudgedList } from "#components/judgment/judged-list.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader, PageMain } from "#components/ui/page-header.tsx";
import { requireAnnotator } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readSessionUser } from "#lib/auth/session.ts";
import { listMyJudgments, readJudgingSetup } from "#lib/judgment/queries.ts";
import { pageSchema } from "#lib/judgment/schema.ts";

export const metadata = { title: "My answers" };

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
      Go on judging
    </ButtonLink>
  );
  return (
    <>
      <JudgeBar user={await readSessionUser()} />
      <PageMain>
        <PageHeader eyebrow={setup.name} title="My answers" actions={judge} />
        <Card>
          {rows.length === 0 ? (
            <EmptyState title="No answers yet" action={judge}>
              What you judge is listed here, the newest first.
            </EmptyState>
          ) : (
            <JudgedList rows={rows} levels={setup.levels.length} />
          )}
          <nav aria-label="Pages" className="mt-4 flex justify-end gap-2 empty:hidden">
            {page > 1 && <ButtonLink href={`${here}?page=${page - 1}`}>Newer</ButtonLink>}
            {hasMore && <ButtonLink href={`${here}?page=${page + 1}`}>Older</ButtonLink>}
          </nav>
        </Card>
      </PageMain>
    </>
  );
}
