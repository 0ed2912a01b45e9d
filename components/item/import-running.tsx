import { ButtonLink } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { RefreshWhile } from "#components/ui/waiting/refresh-while.tsx";
import type { RunningImport } from "#lib/item/import/rules/view.ts";
import { IMPORT_RUNNING, runningImportInWords } from "./words.ts";

type ImportRunningProps = { here: string; running: RunningImport };

/** On the page of items: how far an import is. The page follows it until its items are there. */
export function ImportRunning({ here, running }: ImportRunningProps) {
  return (
    <Callout title={IMPORT_RUNNING.title}>
      <div className="mt-0.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 wrap-anywhere">{runningImportInWords(running)}</p>
        <ButtonLink href={`${here}/import/${running.no}`}>View import</ButtonLink>
      </div>
      <RefreshWhile everySeconds={3} />
    </Callout>
  );
}
