import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { counted } from "#components/ui/format.ts";
import type { Consequences } from "#lib/annotator/key-change/rules.ts";
import type { KeyChanging } from "./use-key-change.ts";

type ConsequencesDialogProps = { keys: KeyChanging; title: string; confirm: string };

/** What follows from changed keys, before they are stored. */
export function ConsequencesDialog({ keys, title, confirm }: ConsequencesDialogProps) {
  const { asked, isPending } = keys;
  return (
    <Dialog isOpen={asked !== null} onOpenChange={(isOpen) => !isOpen && keys.leave()} title={title}>
      {asked && <ConsequenceList consequences={asked.consequences} />}
      <p className="mt-3 text-[13.5px] text-ink-3">
        The keys before stay on record, and so does every judgment. People are told what concerns them.
      </p>
      <div className="mt-5 flex justify-end gap-2">
        <Button kind="quiet" onClick={keys.leave}>
          Cancel
        </Button>
        <Button kind="primary" isPending={isPending} onClick={keys.confirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}

function ConsequenceList({ consequences }: { consequences: Consequences }) {
  const lines = inWords(consequences);
  if (lines.length === 0) return <p className="text-[14.5px] text-ink-2">Nothing changes for anybody.</p>;
  return (
    <ul className="list-disc space-y-1 ps-5 text-[14.5px]">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function inWords(consequences: Consequences): string[] {
  const { peopleReinstated, peopleToReview, peopleToSecondChance } = consequences;
  const { judgmentsRestored, itemsReopened, answersRegraded } = consequences;
  const lines: [number, string][] = [
    [answersRegraded, `${counted(answersRegraded, "answer")} graded anew`],
    [peopleReinstated, `${counted(peopleReinstated, "person", "people")} reinstated`],
    [judgmentsRestored, `${counted(judgmentsRestored, "judgment")} restored`],
    [itemsReopened, `${counted(itemsReopened, "item")} reopened`],
    [peopleToSecondChance, `${counted(peopleToSecondChance, "person", "people")} told their misses`],
    [peopleToReview, `${counted(peopleToReview, "person", "people")} held back for review`],
  ];
  return lines.filter(([count]) => count > 0).map(([, line]) => line);
}
