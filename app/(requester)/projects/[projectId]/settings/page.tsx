import { quizInWords } from "#components/project/overview-words.ts";
import { ScaleForm } from "#components/project/scale/scale-form.tsx";
import { FrameForm } from "#components/project/settings/frame-form.tsx";
import { QualityForm } from "#components/project/settings/quality-form.tsx";
import { StateCard } from "#components/project/state-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readLaunchFacts } from "#lib/project/launch/queries.ts";
import { readProject } from "#lib/project/queries.ts";

export const metadata = { title: "Settings" };

type Props = { params: Promise<{ projectId: string }> };

export default async function SettingsPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(
    requireRequester(projectId, "project:edit"),
    `/projects/${projectId}/settings`,
  );
  const [project, facts] = await Promise.all([readProject(access), readLaunchFacts(access)]);
  const { name, question, levels, relevantFrom, scaleFixed, state } = project;
  return (
    <div className="space-y-4">
      <Card title="Name and question">
        <FrameForm projectId={projectId} frame={{ name, question }} />
      </Card>
      <div id="scale" className="scroll-mt-4">
        <Card title="Scale" aside="From the worst level to the best">
          <ScaleForm
            // What others or the launch changed in its size begins the form again.
            key={levels.length}
            projectId={projectId}
            levels={levels}
            relevantFrom={relevantFrom}
            scaleFixed={scaleFixed}
          />
        </Card>
      </div>
      <div id="quality" className="scroll-mt-4">
        <Card title="Quality" aside="You can change this at any time">
          <QualityForm
            projectId={projectId}
            quality={project}
            items={facts.items}
            quiz={quizInWords(facts)}
          />
        </Card>
      </div>
      <StateCard projectId={projectId} state={state} />
    </div>
  );
}
