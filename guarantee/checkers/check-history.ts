import { checkLiveness } from "./liveness.ts";
import { checkPairs } from "./pairs.ts";
import { checkReceipts } from "./receipts.ts";
import { checkReplay } from "./replay.ts";
import type { Run, Violation } from "./violation.ts";

/** Everything that a run did against the invariants, the most telling first: what clients saw, then what was stored. */
export function checkHistory(run: Run): Violation[] {
  return [...checkReceipts(run), ...checkReplay(run), ...checkPairs(run), ...checkLiveness(run)];
}

const LINES_BEFORE = 6;

/** The smallest piece of the run that shows a violation: its operations, and the events of its item up to it. */
export function sliceOf(violation: Violation, { history, tables }: Run): string[] {
  const operations = history.operations
    .filter(({ n }) => violation.operations?.includes(n))
    .map(({ n, client, act, asked, phase, answer, why, invokedAt, endedAt }) => {
      const took = Number.isFinite(endedAt) ? `${(endedAt - invokedAt).toFixed(1)} ms` : "no end";
      return `  #${n} ${client} ${act} ${JSON.stringify(asked)} → ${phase} ${JSON.stringify(answer ?? why)} (${took})`;
    });
  const own = (tables.events ?? []).filter(({ itemNo }) => itemNo === violation.itemNo);
  const end = violation.events?.at(-1);
  const at = end === undefined ? own.length - 1 : own.findIndex(({ n }) => n === end);
  const events = own.slice(Math.max(0, at - LINES_BEFORE + 1), at + 1).map((event) => {
    const told = Object.entries(event).filter(
      ([name, value]) => value !== null && !/^(n|at|txid|kind|itemNo)$/.test(name),
    );
    return `  ${event.n} tx ${event.txid} ${event.kind} ${told.map(([name, value]) => `${name}=${value}`).join(" ")}`;
  });
  return [...operations, ...events];
}

/** One line for a violation. */
export function describeViolation({ invariant, what, itemNo, annotatorNo }: Violation): string {
  const item = itemNo === undefined ? "" : ` item ${itemNo}`;
  const person = annotatorNo === undefined ? "" : ` person ${annotatorNo}`;
  return `${invariant}${item}${person}: ${what}`;
}
