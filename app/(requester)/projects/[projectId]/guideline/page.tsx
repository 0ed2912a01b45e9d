import { GuidelineText } from "#components/guideline/guideline-text.tsx";
import { GuidelineVersions } from "#components/guideline/guideline-versions.tsx";
import { earlierVersionInWords, NO_GUIDELINE } from "#components/guideline/words.ts";
import { ReopenCard } from "#components/item/reopening/reopen-card.tsx";
import { FiguresPending } from "#components/project/figures-note.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { listGuidelineVersions, readGuideline } from "#lib/guideline/queries.ts";
import { versionSchema } from "#lib/guideline/schema.ts";
import { readScale } from "#lib/item/queries.ts";
import { readReopeningFacts } from "#lib/item/reopening/queries.ts";
import { canReopen } from "#lib/item/reopening/rules.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

export const metadata = { title: "Guideline" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function GuidelinePage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const asked = versionSchema.parse((await searchParams).version);
  const here = `/projects/${projectId}/guideline`;
  const access = await gatePage(requireRequester(projectId), here);
  const { isPending } = await readFiguresState(access);
  if (isPending) return <FiguresPending title="Guideline" />;
  const [versions, wanted, reopening, scale] = await Promise.all([
    listGuidelineVersions(access),
    readGuideline(access, asked),
    readReopeningFacts(access),
    readScale(access),
  ]);
  const newest = versions[0]?.version;
  const guideline = wanted ?? (await readGuideline(access));
  if (guideline === null || newest === undefined) return <NoGuideline here={here} />;
  const isOld = guideline.version < newest;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
      <Card
        title={`Version ${guideline.version}${isOld ? "" : ", current"}`}
        aside={
          <ButtonLink kind={isOld ? "plain" : "primary"} href={`${here}/edit`}>
            Edit guideline
          </ButtonLink>
        }
      >
        {isOld && (
          <div className="mb-4">
            <Callout>{earlierVersionInWords(newest)}</Callout>
          </div>
        )}
        <GuidelineText markdown={guideline.markdown} />
      </Card>
      <div id="ask-again" className="scroll-mt-4 space-y-4">
        {canReopen(reopening) && (
          <ReopenCard key={newest} projectId={projectId} facts={reopening} scale={scale} />
        )}
        <Card title="Versions" aside="gold included">
          <GuidelineVersions projectId={projectId} versions={versions} shown={guideline.version} />
        </Card>
      </div>
    </div>
  );
}

function NoGuideline({ here }: { here: string }) {
  return (
    <Card>
      <EmptyState
        title={NO_GUIDELINE.title}
        action={
          <ButtonLink kind="primary" href={`${here}/edit`}>
            Write guideline
          </ButtonLink>
        }
      >
        {NO_GUIDELINE.text}
      </EmptyState>
    </Card>
  );
}
