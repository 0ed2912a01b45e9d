import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { GoldChangeConsequences } from "#lib/annotator/gold-change/rules.ts";
import type { GoldChanging } from "./use-gold-change.ts";
import { consequencesInWords, GOLD_HELP } from "./words.ts";

type ConsequencesDialogProps = { changing: GoldChanging; act: string };

/** The consequences of a change of gold, before it is stored. */
export function ConsequencesDialog({ changing, act }: ConsequencesDialogProps) {
  const { asked, isPending } = changing;
  return (
    <Dialog isOpen={asked !== null} onOpenChange={(isOpen) => !isOpen && changing.leave()} title={`${act}?`}>
      {asked && <ConsequenceList consequences={asked.consequences} />}
      <p className="mt-3 text-[13.5px] text-ink-3">{GOLD_HELP.consequences}</p>
      <div className="mt-5 flex justify-end gap-2">
        <Button kind="quiet" onClick={changing.leave}>
          Cancel
        </Button>
        <Button kind="primary" isPending={isPending} onClick={changing.confirm}>
          {act}
        </Button>
      </div>
    </Dialog>
  );
}

function ConsequenceList({ consequences }: { consequences: GoldChangeConsequences }) {
  const lines = consequencesInWords(consequences);
  if (lines.length === 0) return <p className="text-[14.5px] text-ink-2">Nothing else changes.</p>;
  return (
    <ul className="list-disc space-y-1 ps-5 text-[14.5px]">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
