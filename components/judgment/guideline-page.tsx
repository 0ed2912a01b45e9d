import type { ReactNode } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader, PageMain } from "#components/ui/page-header.tsx";
import type { LevelView } from "#lib/judgment/rules.ts";
import { ScaleList } from "./scale-list.tsx";
import { StartJudging } from "./start-judging.tsx";
import { WORDS } from "./words.ts";

type GuidelinePageProps = {
  projectId: string;
  name: string;
  question: string;
  version: number;
  levels: readonly LevelView[];
  /** Lines that are new since the person last read it; empty on the first visit */
  changes: readonly string[];
  children: ReactNode;
};

/** Before the first item, and once after every change: the scale and the guideline. */
export function GuidelinePage(props: GuidelinePageProps) {
  const { projectId, name, question, version, levels, changes, children } = props;
  return (
    <PageMain isNarrow>
      <PageHeader eyebrow={name} title={question} />
      {changes.length > 0 && (
        <div className="mb-4">
          <Callout tone="gold" title={WORDS.guidelineChanged}>
            <ul className="mt-1 list-disc space-y-1 ps-5">
              {changes.slice(0, 12).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
      <div className="space-y-4">
        <Card title={WORDS.scale} aside={WORDS.scaleAside}>
          <ScaleList levels={levels} />
        </Card>
        <Card title={WORDS.guideline}>{children}</Card>
        <div className="sticky bottom-0 bg-paper py-4">
          <StartJudging projectId={projectId} version={version} />
        </div>
      </div>
    </PageMain>
  );
}
