import { WORDS } from "#components/judgment/words.ts";

/** Why the requester decided something about the person, in the requester's words; nothing where they gave none. */
export function RequesterReason({ reason }: { reason: string }) {
  if (reason === "") return null;
  return (
    <span className="mt-1 block">
      {WORDS.requesterReason}{" "}
      <span dir="auto" className="break-words whitespace-pre-line">
        “{reason}”
      </span>
    </span>
  );
}
