import { Callout } from "#components/ui/callout.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";
import { type Contest, canContest, type Miss } from "#lib/judgment/feedback/rules.ts";
import { ContestForm } from "./contest-form.tsx";
import { MissView } from "./miss-view.tsx";
import { CONTEST_DECISIONS, MISS_STATES, NO_ANSWER_YET } from "./words.ts";

type MissListProps = {
  projectId: string;
  misses: readonly Miss[];
  levels: readonly { value: number; name: string }[];
};

/** Every miss that a person was shown, with their contest and the decision on it. */
export function MissList({ projectId, misses, levels }: MissListProps) {
  return (
    <ul className="divide-y divide-line">
      {misses.map((miss) => (
        <li key={miss.id} className="py-4 first:pt-0 last:pb-0">
          <MissView miss={miss} levels={levels}>
            {miss.state !== "missed" && <Chip tone={TONES[miss.state]}>{MISS_STATES[miss.state]}</Chip>}
            {miss.contest && <Contested contest={miss.contest} />}
            {canContest(miss) && <ContestForm projectId={projectId} assignmentId={miss.id} />}
          </MissView>
        </li>
      ))}
    </ul>
  );
}

const TONES = { "in-review": "note", accepted: "good", withdrawn: "plain" } as const;

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
        {contest.decision ? CONTEST_DECISIONS[contest.decision] : NO_ANSWER_YET}
      </p>
      {contest.answer && (
        <p dir="auto" className="mt-1 break-words whitespace-pre-line">
          {contest.answer}
        </p>
      )}
    </Callout>
  );
}
