import { Callout } from "#components/ui/callout.tsx";
import { coefficient, coefficientInterval, counted } from "#components/ui/format.ts";
import { type Agreement, isByAnswers, isChosen } from "#lib/agreement/rules.ts";

/** What the headline is over, wherever what counts now is not all that was judged. */
export function SelectionNote({ agreement }: { agreement: Agreement }) {
  const { selection } = agreement;
  if (!isChosen(selection)) return <PausedLine paused={selection.paused} />;
  const { judged, reopened, removed } = selection;
  return (
    <div className="mt-3">
      <Callout tone="note" title={`Over all ${counted(judged, "judged item")}, before any were chosen`}>
        {reopened > 0 && <>{counted(reopened, "item")} reopened since: their first answers are used here. </>}
        {removed > 0 && <>{counted(removed, "item")} removed since: included here. </>}
        <Remaining agreement={agreement} />
        <PausedLine paused={selection.paused} />
      </Callout>
    </div>
  );
}

function Remaining({ agreement: { selection, remaining } }: { agreement: Agreement }) {
  if (isByAnswers(selection)) {
    return (
      <>
        The reopened items were chosen for their answers, so agreement over what counts now would be too high
        and is not shown. To measure it under the new guideline, reopen all items.
      </>
    );
  }
  if (remaining === null || remaining.alpha.value === null) return null;
  return (
    <>
      Over what counts now, a selection: {coefficient(remaining.alpha.value)} (95%{" "}
      {coefficientInterval(remaining.team.value)}, {counted(remaining.pairableItems, "item")}).
    </>
  );
}

function PausedLine({ paused }: { paused: number }) {
  if (paused === 0) return null;
  return (
    <p className="mt-1 text-[13px] text-ink-3">
      {counted(paused, "judged item")} {paused === 1 ? "is" : "are"} paused. Their judgments so far are
      included.
    </p>
  );
}
