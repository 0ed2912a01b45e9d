import { FreezeForm } from "#components/dataset/freeze-form.tsx";
import { VersionCard } from "#components/dataset/version-card.tsx";
import { NOTHING_TO_FREEZE } from "#components/dataset/words.ts";
import { FiguresNote, MethodsPending } from "#components/project/figures-note.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readMethods } from "#lib/dataset/queries/methods.ts";
import { listDatasetVersions, readFreezePlan } from "#lib/dataset/queries/versions.ts";
import { labelDecisionSchema } from "#lib/dataset/schema.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

export const metadata = { title: "Datasets" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DatasetsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const decision = labelDecisionSchema.parse((await searchParams).decision);
  const access = await gatePage(requireRequester(projectId), `/projects/${projectId}/datasets`);
  const [versions, plan, methods, { isPending, asOf }] = await Promise.all([
    listDatasetVersions(access),
    readFreezePlan(access),
    readMethods(access, decision),
    readFiguresState(access, ["methods"]),
  ]);
  if (versions.length === 0 && plan.judged === 0) return <NothingToFreeze projectId={projectId} />;
  return (
    <div className="space-y-4">
      <FiguresNote asOf={asOf} />
      {isPending && <MethodsPending />}
      <FreezeForm projectId={projectId} plan={plan} methods={methods} decision={decision} />
      {versions.map((version) => (
        <VersionCard key={version.version} projectId={projectId} version={version} />
      ))}
    </div>
  );
}

function NothingToFreeze({ projectId }: { projectId: string }) {
  return (
    <Card>
      <EmptyState
        title={NOTHING_TO_FREEZE.title}
        action={
          <ButtonLink kind="primary" href={`/projects/${projectId}/annotators`}>
            Invite annotators
          </ButtonLink>
        }
      >
        {NOTHING_TO_FREEZE.text}
      </EmptyState>
    </Card>
  );
}
