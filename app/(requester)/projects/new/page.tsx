import { NewProjectForm } from "#components/project/new-project-form.tsx";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import { requireUser } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";

export const metadata = { title: "New project" };

export default async function NewProjectPage() {
  await gatePage(requireUser("project:create"), "/projects/new");
  return (
    <PageMain>
      <PageHeader
        eyebrow="Projects"
        title="New project"
        lead="Two steps to a draft. Then add items and check the quality settings."
      />
      <NewProjectForm />
    </PageMain>
  );
}
