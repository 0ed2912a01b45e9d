import { WORDS } from "#components/judgment/words.ts";
import { NothingLeft } from "./nothing-left.tsx";
import type { Desk } from "./use-desk.ts";

/** A desk without an item: why there is none, or that one is on its way. */
export function EmptyDesk({ name, desk }: { name: string; desk: Desk }) {
  const { session, trouble, lookAgain, undo } = desk.judging;
  const reason = trouble === "gone" ? trouble : session.empty;
  const canUndo = session.history.length > 0;
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      {reason ? (
        <NothingLeft reason={reason} onLook={lookAgain} onUndo={canUndo ? undo : null} />
      ) : (
        <p className="m-auto py-16 text-ink-3">{trouble === null ? WORDS.loading : WORDS.noConnection}</p>
      )}
    </>
  );
}
