import { Callout } from "#components/ui/callout.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";
import { type Contest, canContest, type Miss, type MissState } from "#lib/judgment/feedback/rules.ts";
import { ContestForm } from "./contest-form.tsx";
import { MissView } from "./miss-view.tsx";

type MissListProps = {
  projectId: string;
  misses: readonly Miss[];
  levels: readonly { value: number; name: string }[];
};

/** Everything that a person was told they missed, with what they can say about it and what became of that. */
export function MissList({ projectId, misses, levels }: MissListProps) {
  return (
    <ul className="divide-y divide-line">
      {misses.map((miss) => (
        <li key={miss.id} className="py-4 first:pt-0 last:pb-0">
          <MissView miss={miss} levels={levels}>
            {miss.state !== "missed" && <Chip tone={TONES[miss.state]}>{STATES[miss.state]}</Chip>}
            {miss.contest && <Contested contest={miss.contest} />}
            {canContest(miss) && <ContestForm projectId={projectId} assignmentId={miss.id} />}
          </MissView>
        </li>
      ))}
    </ul>
  );
}

const STATES: Record<Exclude<MissState, "missed">, string> = {
  "in-review": "being looked at, does not count until then",
  accepted: "changed since: your answer is right",
  withdrawn: "does not count any more",
};

const TONES = { "in-review": "note", accepted: "good", withdrawn: "plain" } as const;

const DECISIONS: Record<NonNullable<Contest["decision"]>, string> = {
  kept: "The requester looked at it and keeps it.",
  changed: "The requester looked at it and changed what is right.",
  withdrawn: "The requester looked at it: it does not count any more.",
};

function Contested({ contest }: { contest: Contest }) {
  return (
    <Callout
      tone="plain"
      title={
        <>
          You contested this <Time at={contest.at} />
        </>
      }
    >
      <p dir="auto" className="break-words whitespace-pre-line">
        {contest.comment}
      </p>
      <p className="mt-2 font-medium">
        {contest.decision ? DECISIONS[contest.decision] : "Nobody has answered yet."}
      </p>
      {contest.answer && (
        <p dir="auto" className="mt-1 break-words whitespace-pre-line">
          {contest.answer}
        </p>
      )}
    </Callout>
  );
}
