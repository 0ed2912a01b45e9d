import type { ReactNode } from "react";
import { ChangeList } from "#components/judgment/desk/change-list.tsx";
import { ScaleList } from "#components/judgment/desk/scale-list.tsx";
import { WORDS, YOU_SEE_GOLD } from "#components/judgment/words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader, PageMain } from "#components/ui/page/page-header.tsx";
import type { LineChanges } from "#lib/annotator/rules/line-changes.ts";
import type { LevelView } from "#lib/judgment/rules.ts";
import { StartJudging } from "./start-judging.tsx";

type GuidelinePageProps = {
  projectId: string;
  name: string;
  question: string;
  version: number;
  levels: readonly LevelView[];
  /** Since the person last read it; null on the first visit */
  changes: LineChanges | null;
  seesGold: boolean;
  children: ReactNode;
};

/** Before the first item, and once after every change: the scale and the guideline. */
export function GuidelinePage(props: GuidelinePageProps) {
  const { projectId, name, question, version, levels, changes, seesGold, children } = props;
  return (
    <PageMain isNarrow>
      <PageHeader eyebrow={name} title={question} />
      {seesGold && (
        <div className="mb-4">
          <Callout tone="note" title={YOU_SEE_GOLD.title}>
            {YOU_SEE_GOLD.text}
          </Callout>
        </div>
      )}
      {changes && (
        <div className="mb-4">
          <Callout tone="gold" title={WORDS.guidelineChanged}>
            <ChangeList lines={changes} />
          </Callout>
        </div>
      )}
      <div className="space-y-4">
        <Card title={WORDS.scale} aside={<span className="pointer-coarse:hidden">{WORDS.scaleAside}</span>}>
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
