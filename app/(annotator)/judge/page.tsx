import { JudgeBar } from "#components/judgment/pages/judge-bar.tsx";
import { MyProjects } from "#components/judgment/pages/my-projects.tsx";
import { WORDS } from "#components/judgment/words.ts";
import { Card } from "#components/ui/card.tsx";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import { listMyProjects } from "#lib/annotator/queries.ts";
import { requireUser } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { listMyStandings } from "#lib/judgment/queries.ts";

export const metadata = { title: WORDS.judge };

export default async function JudgePage() {
  const access = await gatePage(requireUser(), "/judge");
  const [projects, standings] = await Promise.all([listMyProjects(access), listMyStandings(access)]);
  return (
    <>
      <JudgeBar user={access} />
      <PageMain isNarrow>
        <PageHeader title={WORDS.judge} lead={WORDS.judgeLead} />
        {projects.length === 0 ? (
          <Card>
            <p className="text-ink-2">{WORDS.noProjects}</p>
          </Card>
        ) : (
          <MyProjects userId={access.userId} projects={projects} standings={standings} />
        )}
      </PageMain>
    </>
  );
}
