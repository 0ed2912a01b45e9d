import { ProjectList } from "#components/project/project-list.tsx";
import { PROJECTS } from "#components/project/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import { requireUser } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { can } from "#lib/auth/roles.ts";
import { listProjects } from "#lib/project/queries.ts";

export const metadata = { title: "Projects" };

export default async function ProjectsPage() {
  const access = await gatePage(requireUser(), "/projects");
  const projects = await listProjects(access);
  const canCreate = can(access.role, "project:create");
  const button = canCreate && (
    <ButtonLink kind="primary" href="/projects/new">
      New project
    </ButtonLink>
  );
  return (
    <PageMain>
      <PageHeader title="Projects" actions={projects.length > 0 && button} />
      {projects.length > 0 ? (
        <ProjectList projects={projects} />
      ) : (
        <Card>
          <EmptyState
            title={PROJECTS.none}
            action={button || <ButtonLink href="/judge">{PROJECTS.judge}</ButtonLink>}
          >
            {canCreate ? PROJECTS.noneText : PROJECTS.noneToCreateText}
          </EmptyState>
        </Card>
      )}
    </PageMain>
  );
}
