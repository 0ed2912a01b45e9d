import { lastUndoable } from "#components/judgment/session/session.ts";
import { WORDS } from "#components/judgment/words.ts";
import { NothingLeft } from "./nothing-left.tsx";
import type { Desk } from "./use-desk.ts";

/** A desk without an item: why there is none, or that one is on its way. */
export function EmptyDesk({ name, desk }: { name: string; desk: Desk }) {
  const { session, trouble, lookAgain, undo } = desk.judging;
  const isSuspended = session.suspendedFor !== null;
  const reason = trouble === "gone" ? trouble : isSuspended ? "suspended" : session.empty;
  const canUndo = lastUndoable(session) !== undefined;
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      {reason ? (
        <NothingLeft
          reason={reason}
          said={session.suspendedFor}
          onLook={lookAgain}
          onUndo={canUndo ? undo : null}
        />
      ) : (
        <p className="m-auto py-16 text-ink-3">{trouble === null ? WORDS.loading : WORDS.noConnection}</p>
      )}
    </>
  );
}
