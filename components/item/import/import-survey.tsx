import { Card } from "#components/ui/card.tsx";
import { bytes } from "#components/ui/format.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { RefreshWhile } from "#components/ui/waiting/refresh-while.tsx";
import type { ImportView } from "#lib/item/import/rules/view.ts";

/** A large file of which the rest is still being read for its columns. */
export function ImportSurvey({ view }: { view: ImportView }) {
  return (
    <Card title="Reading all rows" aside="You can map the columns now">
      <RefreshWhile everySeconds={2} />
      <ProgressBar
        label="Looking for columns that start in later rows"
        value={view.bytesRead}
        max={view.bytes}
        note={`${bytes(view.bytesRead)} of ${bytes(view.bytes)}`}
      />
    </Card>
  );
}
