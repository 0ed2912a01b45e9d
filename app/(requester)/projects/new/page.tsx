import { NewProjectForm } from "#components/project/new-project-form.tsx";
import { PROJECTS } from "#components/project/words.ts";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import { requireUser } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";

export const metadata = { title: "New project" };

export default async function NewProjectPage() {
  await gatePage(requireUser("project:create"), "/projects/new");
  return (
    <PageMain>
      <PageHeader eyebrow="Projects" title="New project" lead={PROJECTS.newLead} />
      <NewProjectForm />
    </PageMain>
  );
}
