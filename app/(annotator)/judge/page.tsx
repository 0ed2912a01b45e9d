import { JudgeBar } from "#components/judgment/judge-bar.tsx";
import { MyProjects } from "#components/judgment/my-projects.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader, PageMain } from "#components/ui/page-header.tsx";
import { listMyProjects } from "#lib/annotator/queries.ts";
import { requireUser } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";

export const metadata = { title: "Judge" };

export default async function JudgePage() {
  const access = await gatePage(requireUser(), "/judge");
  const projects = await listMyProjects(access);
  return (
    <>
      <JudgeBar user={access} />
      <PageMain isNarrow>
        <PageHeader title="Judge" lead="The projects you were invited to." />
        {projects.length === 0 ? (
          <Card>
            <p className="text-ink-2">
              You judge in no project yet. Open the invite link that a requester sends you; it brings you
              here.
            </p>
          </Card>
        ) : (
          <MyProjects projects={projects} />
        )}
      </PageMain>
    </>
  );
}
