import { Time } from "#components/ui/time.tsx";
import type { StandingEvent } from "#lib/annotator/evidence/rules.ts";
import { Pieces } from "./pieces.tsx";

type RecordListProps = {
  events: readonly StandingEvent[];
  inWords: (event: StandingEvent) => string;
  /** Also what the evidence was */
  hasEvidence?: boolean;
};

/** What happened to a person's standing, the newest first. */
export function RecordList({ events, inWords, hasEvidence = false }: RecordListProps) {
  return (
    <ol className="space-y-4">
      {events.toReversed().map((event) => (
        <li key={event.no} className="text-[13.5px]">
          <p>{inWords(event)}</p>
          {event.reason && (
            <p dir="auto" className="text-ink-2">
              “{event.reason}”
            </p>
          )}
          {hasEvidence && event.evidence.length > 0 && (
            <Pieces pieces={event.evidence} wanted={event.wanted} />
          )}
          <p className="text-[12.5px] text-ink-3">
            <Time at={event.at} />
            {event.by && ` by ${event.by}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
