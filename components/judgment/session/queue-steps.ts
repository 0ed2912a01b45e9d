import type { DeskProgress, EmptyReason, HeldItem } from "#lib/judgment/rules.ts";

/** With these reasons the person holds no items. With the other reasons the server did not check. */
export const HOLDS_NOTHING: ReadonlySet<EmptyReason> = new Set([
  "in-progress",
  "judged-all",
  "rest-paused",
  "all-done",
  "ended",
]);

// After a re-lend only the new epoch is ours. The item on screen keeps its content.
export function leaseOf(item: HeldItem, lent: HeldItem | undefined): HeldItem {
  return lent ? { ...item, epoch: lent.epoch, expiresAt: lent.expiresAt } : item;
}

export function isSameQuery(a: HeldItem["query"], b: HeldItem["query"]): boolean {
  return a !== null && b !== null && a.text === b.text && a.note === b.note;
}

/** The progress after this many more answers. */
export function progressBy(progress: DeskProgress | null, change: number): DeskProgress | null {
  return (
    progress && {
      today: Math.max(0, progress.today + change),
      ahead: {
        least: Math.max(0, progress.ahead.least - change),
        most: progress.ahead.most === null ? null : Math.max(0, progress.ahead.most - change),
      },
    }
  );
}
