import { Callout } from "#components/ui/callout.tsx";
import { type Agreement, isByAnswers, isChosen } from "#lib/agreement/rules.ts";
import {
  pausedInWords,
  REOPENED_BY_ANSWERS,
  remainingInWords,
  removedInWords,
  reopenedInWords,
  selectionTitle,
} from "./words.ts";

/** What the headline is over, wherever what counts now is not all that was judged. */
export function SelectionNote({ agreement }: { agreement: Agreement }) {
  const { selection } = agreement;
  if (!isChosen(selection)) return <PausedLine paused={selection.paused} />;
  const { judged, reopened, removed } = selection;
  return (
    <div className="mt-3">
      <Callout tone="note" title={selectionTitle(judged)}>
        {reopened > 0 && `${reopenedInWords(reopened)} `}
        {removed > 0 && `${removedInWords(removed)} `}
        <Remaining agreement={agreement} />
        <PausedLine paused={selection.paused} />
      </Callout>
    </div>
  );
}

function Remaining({ agreement: { selection, remaining } }: { agreement: Agreement }) {
  if (isByAnswers(selection)) {
    return REOPENED_BY_ANSWERS;
  }
  if (remaining === null || remaining.alpha.value === null) return null;
  return remainingInWords(remaining.alpha.value, remaining.team.value, remaining.pairableItems);
}

function PausedLine({ paused }: { paused: number }) {
  if (paused === 0) return null;
  return <p className="mt-1 text-[13px] text-ink-3">{pausedInWords(paused)}</p>;
}
