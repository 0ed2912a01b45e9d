import { EMPTY_WORDS, WORDS } from "#components/judgment/words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OwnDecision } from "#lib/annotator/evidence/rules.ts";
import { RequesterReason } from "./requester-reason.tsx";

/** That the requester suspended or reinstated the person, when and why. */
export function DecisionNote({ decision: { kind, reason, at } }: { decision: OwnDecision }) {
  const isSuspended = kind === "suspended";
  return (
    <Callout
      tone={isSuspended ? "note" : "plain"}
      title={isSuspended ? EMPTY_WORDS.suspended.title : WORDS.reinstated}
    >
      {isSuspended && <p>{EMPTY_WORDS.suspended.text}</p>}
      <RequesterReason reason={reason} />
      <p className="mt-1 text-[12.5px] text-ink-3">
        <Time at={at} />
      </p>
    </Callout>
  );
}
