import { isOf, type Operation } from "./history/operation.ts";
import type { Event } from "./history/tables.ts";
import type { Run, Violation } from "./violation.ts";

/** The statuses that a server may answer while the database is away. Any other error is a fault of the server. */
const AWAY = /^(unsure|503|no answer|connection)/;
/** Between the end of a change and the moment that others see it */
const SLACK_MS = 100;

/**
 * Liveness: items reach their target, what expired comes back in time, an empty queue answer is true, nothing
 * deadlocks, and nobody's work is refused for a reason of ours.
 */
export function checkLiveness(run: Run): Violation[] {
  return [
    ...checkFaults(run),
    ...checkReached(run),
    ...checkReaped(run),
    ...checkEmptyAnswers(run),
    ...checkPauses(run),
    ...checkTargets(run),
  ];
}

function checkFaults({ history, excuses }: Run): Violation[] {
  const deadlocks = history.faults.filter((code) => code === "40P01").length;
  const broken = history.operations.find(({ phase, why, annotatorNo }) => {
    return phase === "info" && annotatorNo !== null && !AWAY.test(why) && !excuses?.test(why);
  });
  const violations: Violation[] = [];
  if (deadlocks > 0) violations.push({ invariant: "live", what: `${deadlocks} deadlocks` });
  if (broken) {
    const what = `${broken.act} of ${broken.client} failed: ${broken.why}`;
    violations.push({ invariant: "live", what, operations: [broken.n] });
  }
  return violations;
}

function checkReached({ tables, isDrained }: Run): Violation[] {
  if (!isDrained)
    return [{ invariant: "live", what: "people still waited for items when the time was over" }];
  const met = Map.groupBy(
    tables.assignments.filter(({ state }) => /judged|surplus|unratable/.test(state)),
    ({ itemNo }) => itemNo,
  );
  return tables.items.flatMap((item): Violation[] => {
    const isShort = item.state === "open" && !item.isGold && item.counted < item.target;
    if (!isShort || (met.get(item.no)?.length ?? 0) >= tables.people) return [];
    const what = `the item has ${item.counted} of ${item.target} judgments, and people had nothing to do`;
    return [{ invariant: "live", what, itemNo: item.no }];
  });
}

function checkReaped({ tables, reapWithinMs, isDrained }: Run): Violation[] {
  if (!isDrained) return [];
  const late = (tables.events ?? []).filter(
    ({ kind, state, wasState, at, expiresAt }) =>
      kind === "assignment" && state === "expired" && wasState === "live" && at - expiresAt > reapWithinMs,
  );
  const kept = tables.assignments.filter(
    ({ state, overdueMs }) => state === "live" && overdueMs > reapWithinMs,
  );
  return [...late, ...kept].map(({ itemNo, annotatorNo }) => {
    return { invariant: "live", what: "an expired lease was not taken back in time", itemNo, annotatorNo };
  });
}

type Stretch = { from: number; to: number };

/** From when to when each ordinary item was open and short of its target. */
function shortStretches(events: readonly Event[]): Map<number, Stretch[]> {
  const stretches = new Map<number, Stretch[]>();
  for (const event of events) {
    if (event.kind !== "item") continue;
    const own = stretches.get(event.itemNo) ?? [];
    const open = own.at(-1);
    const isShort = event.state === "open" && !event.isGold && event.counted < event.target;
    if (isShort && open?.to !== Infinity) own.push({ from: event.at, to: Infinity });
    if (!isShort && open?.to === Infinity) open.to = event.at;
    stretches.set(event.itemNo, own);
  }
  return stretches;
}

/** "All done" and "you have judged them all" are true: no item waited for this person all the while. */
function checkEmptyAnswers({ history, tables }: Run): Violation[] {
  if (tables.events === null) return [];
  const stretches = shortStretches(tables.events);
  const met = new Map<string, number>();
  for (const { kind, itemNo, annotatorNo, at } of tables.events) {
    if (kind === "assignment" && !met.has(`${itemNo}/${annotatorNo}`))
      met.set(`${itemNo}/${annotatorNo}`, at);
  }
  return history.operations.flatMap((operation): Violation[] => {
    if (!isOf(operation, "claim") || !/^(all-done|judged-all)$/.test(operation.answer?.empty ?? ""))
      return [];
    const from = operation.invokedAt - SLACK_MS;
    const to = operation.endedAt + SLACK_MS;
    for (const [itemNo, own] of stretches) {
      const isWaiting = own.some((stretch) => stretch.from < from && stretch.to > to);
      if (!isWaiting || (met.get(`${itemNo}/${operation.annotatorNo}`) ?? Infinity) < to) continue;
      const what = `${operation.client} was told ${operation.answer?.empty}, and an item waited for them`;
      return [{ invariant: "live", what, itemNo, operations: [operation.n] }];
    }
    return [];
  });
}

/** "Paused" is said only while it is, or may be. */
function checkPauses({ history }: Run): Violation[] {
  const pauses: Stretch[] = [];
  for (const operation of history.operations) {
    if (operation.act === "pause") pauses.push({ from: operation.invokedAt, to: Infinity });
    const open = pauses.at(-1);
    if (operation.act === "resume" && open) open.to = operation.endedAt;
  }
  const wrong = history.operations.find((operation) => {
    if (!isOf(operation, "claim") || operation.phase !== "ok") return false;
    const { invokedAt, endedAt, answer } = operation;
    const isWithin = pauses.some(({ from, to }) => from <= endedAt && invokedAt <= to);
    return answer?.empty === "paused" && !isWithin;
  });
  return wrong
    ? [{ invariant: "live", what: "paused was said while it was not", operations: [wrong.n] }]
    : [];
}

/**
 * A new target reaches every ordinary item, except where more is counted or lent already (I4): afterwards there is a change
 * of the item that brings it and leaves the counters as they were.
 */
function checkTargets({ history, tables }: Run): Violation[] {
  const commands = history.operations.filter((operation): operation is Operation<"target"> => {
    return operation.act === "target" && operation.phase === "ok";
  });
  const last = commands.at(-1);
  if (!last || tables.events === null) return [];
  const wanted = last.asked.judgmentsPerItem;
  const given = givenAt(tables.events, wanted);
  const before = new Map<number, Event>();
  const reached = new Set<number>();
  for (const event of tables.events) {
    if (event.kind !== "item") continue;
    const { itemNo, n, counted, live, target } = event;
    const earlier = before.get(itemNo);
    before.set(itemNo, event);
    const isRetarget = n > given && earlier?.counted === counted && earlier.live === live;
    if (isRetarget && target === Math.max(wanted, counted + live)) reached.add(itemNo);
  }
  return tables.items.flatMap((item): Violation[] => {
    if (item.isGold || item.state === "removed" || reached.has(item.no)) return [];
    const what = `the target was set to ${wanted}, the item stayed at ${item.target}`;
    return [{ invariant: "I4", what, itemNo: item.no, operations: [last.n] }];
  });
}

/** The event by which the project got this target last. */
function givenAt(events: readonly Event[], wanted: number): number {
  let at = Number.POSITIVE_INFINITY;
  let known: number | null = null;
  for (const { kind, n, target } of events) {
    if (kind !== "project") continue;
    if (target === wanted && known !== wanted) at = n;
    known = target;
  }
  return at;
}
