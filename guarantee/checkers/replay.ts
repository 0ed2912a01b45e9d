import type { Event, ItemRow, JudgmentRow } from "./history/tables.ts";
import type { Run, Violation } from "./violation.ts";

type Slot = { state: string; counted: boolean; epoch: number };
type Counters = Pick<Event, "rev" | "counted" | "live" | "target" | "state">;
type Replay = {
  itemNo: number;
  judgments: ReadonlyMap<number, JudgmentRow>;
  slots: Map<number, Slot>;
  item: Counters | null;
  /** The item as it was before the transaction at hand */
  before: Counters | null;
  last: Event | null;
  used: Set<number>;
  violations: Violation[];
};

/** What may become of an assignment, from its state to its next. */
const MOVES: Record<string, readonly string[]> = {
  nothing: ["live"],
  // Judged under a guideline that was replaced: asked again.
  reopened: ["live", "judged", "surplus", "unratable"],
  live: ["judged", "surplus", "unratable", "expired", "returned"],
  expired: ["live", "judged", "surplus", "unratable"],
  returned: ["live", "judged", "surplus", "unratable"],
  judged: ["live", "judged", "surplus", "expired", "reopened"],
  surplus: ["live", "expired", "reopened"],
  unratable: ["live", "expired"],
};
const ANSWERED = ["judged", "surplus", "unratable"];

/**
 * I3, I4, I5, I6 and I8 at every instant: each item is lived through again from its events, one revision after the
 * other, and what the assignments add up to is compared with the counters after every transaction.
 */
export function checkReplay({ tables }: Run): Violation[] {
  if (tables.events === null) return [];
  const judgments = new Map(tables.judgments.map((row) => [row.seq, row]));
  const items = new Map(tables.items.map((row) => [row.no, row]));
  const touched = tables.events.filter(({ kind }) => kind !== "project");
  const violations: Violation[] = [];
  for (const [itemNo, events] of Map.groupBy(touched, (event) => event.itemNo)) {
    const replay = begin(itemNo, judgments);
    for (const event of events) live(replay, event);
    closeTransaction(replay);
    compareWithRow(replay, items.get(itemNo));
    violations.push(...replay.violations);
  }
  return violations;
}

function begin(itemNo: number, judgments: Replay["judgments"]): Replay {
  const nothing = { item: null, before: null, last: null };
  return { itemNo, judgments, slots: new Map(), used: new Set(), violations: [], ...nothing };
}

function live(replay: Replay, event: Event): void {
  if (replay.last && replay.last.txid !== event.txid) closeTransaction(replay);
  replay.last = event;
  if (event.kind === "judgment")
    found(replay, event, "I8", `judgment ${event.judgmentSeq} was changed or deleted`);
  else if (event.kind === "item") liveItem(replay, event);
  else liveAssignment(replay, event);
}

function liveItem(replay: Replay, event: Event): void {
  const { item } = replay;
  if (item && event.rev !== item.rev + 1) {
    found(replay, event, "I5", `revision ${event.rev} follows ${item.rev}`);
  }
  const { counted, live, target } = event;
  if (counted < 0 || live < 0 || counted > target || counted + live > target) {
    found(replay, event, "I4", `counted ${counted} and live ${live} with a target of ${target}`);
  }
  replay.item = event;
  replay.before ??= event;
}

function liveAssignment(replay: Replay, event: Event): void {
  const { annotatorNo, state, isCounted, epoch } = event;
  const slot = replay.slots.get(annotatorNo);
  const was = slot?.state ?? "nothing";
  if (event.wasState === null && slot) found(replay, event, "I3", "a second assignment of one pair");
  // What counts is not lost: only an answer that does not count now may find no room after its undo.
  const isLost = was === "judged" && state === "expired" && slot?.counted === true;
  if (isLost || !MOVES[was]?.includes(state))
    found(replay, event, "I9", `an assignment went from ${was} to ${state}`);
  const isLentAgain = /expired|returned|reopened/.test(was) && state === "live";
  // A reinstated person gets back the same lease that the suspension took.
  const isSameLease = was === "returned" && epoch === slot?.epoch;
  if (slot && !isSameLease && epoch !== slot.epoch + (isLentAgain ? 1 : 0)) {
    found(replay, event, "I6", `epoch ${epoch} follows ${slot.epoch} from ${was} to ${state}`);
  }
  if (state === "expired" && was === "live" && event.expiresAt > event.at) {
    const early = Math.round(event.expiresAt - event.at);
    found(replay, event, "I6", `a lease was taken back ${early} ms before its end`);
  }
  const { before } = replay;
  if (was !== "live" && isCounted && before && before.counted + before.live >= before.target) {
    found(replay, event, "I6", "a late answer took a slot that others held");
  }
  if (ANSWERED.includes(state) && !ANSWERED.includes(was)) checkAnswer(replay, event);
  replay.slots.set(annotatorNo, { state, counted: isCounted, epoch });
}

function checkAnswer(replay: Replay, event: Event): void {
  const seq = event.judgmentSeq;
  const row = seq === null ? undefined : replay.judgments.get(seq);
  if (seq === null || !row) {
    found(replay, event, "I1", `an assignment is ${event.state} by judgment ${seq}, which is not stored`);
  } else if (row.itemNo !== event.itemNo || row.annotatorNo !== event.annotatorNo || replay.used.has(seq)) {
    found(replay, event, "I9", `an assignment is ${event.state} by judgment ${seq} of another`);
  } else if (row.counted !== event.isCounted) {
    found(replay, event, "I5", `judgment ${seq} was stored as counted ${row.counted}`);
  }
  if (seq !== null) replay.used.add(seq);
}

function closeTransaction(replay: Replay): void {
  const { item, last, slots } = replay;
  replay.before = item;
  if (!last) return;
  const own = [...slots.values()];
  const counted = own.filter((slot) => slot.counted).length;
  const live = own.filter((slot) => slot.state === "live").length;
  if (item && (item.counted !== counted || item.live !== live)) {
    const what = `the item says counted ${item.counted} live ${item.live}, its assignments ${counted} and ${live}`;
    found(replay, last, "I5", what);
  }
}

function compareWithRow(replay: Replay, row: ItemRow | undefined): void {
  const { item, last } = replay;
  if (!row || !item || !last) return;
  if (
    row.rev !== item.rev ||
    row.counted !== item.counted ||
    row.live !== item.live ||
    row.target !== item.target
  ) {
    found(replay, last, "I5", `the item is at revision ${row.rev}, its events end at ${item.rev}`);
  }
}

function found(replay: Replay, event: Event, invariant: Violation["invariant"], what: string): void {
  const { itemNo, violations } = replay;
  const who = event.annotatorNo === null ? {} : { annotatorNo: event.annotatorNo };
  violations.push({ invariant, what, itemNo, ...who, events: [event.n] });
}
