import { GuidelineForm } from "#components/guideline/guideline-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readGuideline } from "#lib/guideline/queries.ts";
import { guidelineTemplate } from "#lib/guideline/rules.ts";
import { readProject } from "#lib/project/queries.ts";

export const metadata = { title: "Edit guideline" };

type Props = { params: Promise<{ projectId: string }> };

export default async function EditGuidelinePage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(
    requireRequester(projectId, "project:edit"),
    `/projects/${projectId}/guideline/edit`,
  );
  const [guideline, project] = await Promise.all([readGuideline(access), readProject(access)]);
  return (
    <Card title={guideline ? `Edit version ${guideline.version}` : "Write guideline"}>
      <GuidelineForm
        projectId={projectId}
        markdown={guideline?.markdown ?? guidelineTemplate(project.question, project.levels)}
        basedOn={guideline?.version ?? 0}
      />
    </Card>
  );
}
