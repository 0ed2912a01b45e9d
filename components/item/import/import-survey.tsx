import { Card } from "#components/ui/card.tsx";
import { bytes } from "#components/ui/format.ts";
import { Progress } from "#components/ui/progress.tsx";
import { RefreshWhile } from "#components/ui/refresh-while.tsx";
import type { ImportView } from "#lib/item/import/rules/draft.ts";

/** A large file of which the rest is still being read for its columns. */
export function ImportSurvey({ view }: { view: ImportView }) {
  return (
    <Card title="Reading the columns of all rows" aside="You can choose what the columns are meanwhile">
      <RefreshWhile everySeconds={2} />
      <Progress
        label="Columns that begin late are offered too"
        value={view.bytesRead}
        max={view.bytes}
        note={`${bytes(view.bytesRead)} of ${bytes(view.bytes)}`}
      />
    </Card>
  );
}
