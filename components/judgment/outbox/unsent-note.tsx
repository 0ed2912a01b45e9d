"use client";

import { savedInWords } from "#components/judgment/words.ts";
import { waitingIn } from "./outbox.ts";
import { useOutbox } from "./use-outbox.ts";

/** Away from the desk, too, what waits on this device is sent, and said while it waits. */
export function UnsentNote({ owner }: { owner: string }) {
  const { entries, isKept } = useOutbox(owner);
  const waiting = waitingIn(entries ?? []);
  return (
    <p role="status" className="relative text-[13px] font-medium text-note empty:hidden">
      {waiting > 0 && savedInWords(waiting, isKept)}
    </p>
  );
}
