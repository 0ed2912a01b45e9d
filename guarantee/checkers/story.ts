import { createHash } from "node:crypto";
import type { Submit } from "#lib/judgment/schema.ts";
import { submitPayload } from "#lib/judgment/schema.ts";
import type { Operation } from "./history/operation.ts";
import type { Event, JudgmentRow } from "./history/tables.ts";
import type { Run } from "./violation.ts";

// One item, one person, one answer: the smallest run, for tests of the checkers to spoil.

const ANSWER: Submit = {
  assignmentId: "a1",
  epoch: 1,
  requestKey: "k1",
  level: 4,
  unratable: null,
  comment: null,
  durationMs: 900,
  guidelineVersion: 0,
};

const JUDGMENT: JudgmentRow = {
  seq: 7,
  itemNo: 1,
  annotatorNo: 1,
  requestKey: "k1",
  hash: createHash("sha256").update(submitPayload(ANSWER)).digest("hex"),
  action: "judge",
  level: 4,
  unratable: null,
  counted: true,
  supersedes: null,
};

export function sent(
  n: number,
  change: Partial<Submit> = {},
  answer: unknown = { outcome: "saved", counted: true },
) {
  const asked = { ...ANSWER, ...change };
  const times = { invokedAt: 20 + 2 * n, endedAt: 21 + 2 * n };
  return {
    n,
    client: "1",
    annotatorNo: 1,
    act: "submit",
    asked,
    ...times,
    phase: "ok",
    answer,
    why: "",
  } as Operation;
}

function eventOf(n: number, txid: number, change: Partial<Event>): Event {
  return {
    n,
    at: 10 * n,
    txid,
    itemNo: 1,
    expiresAt: 1000,
    judgmentSeq: null,
    wasState: null,
    ...change,
  } as Event;
}

/** Item 1 is made, lent to person 1 and judged by them. */
function events(): Event[] {
  const item = { kind: "item", state: "open", target: 1, isGold: false } as const;
  const lease = { kind: "assignment", annotatorNo: 1, epoch: 1 } as const;
  return [
    eventOf(1, 1, { ...item, rev: 0, counted: 0, live: 0 }),
    eventOf(2, 2, { ...item, rev: 1, counted: 0, live: 1 }),
    eventOf(3, 2, { ...lease, state: "live", isCounted: false }),
    eventOf(4, 3, { ...lease, wasState: "live", state: "judged", isCounted: true, judgmentSeq: 7 }),
    eventOf(5, 3, { ...item, rev: 2, counted: 1, live: 0, state: "done" }),
  ];
}

export function story(): Run & { tables: { events: Event[] } } {
  const item = { no: 1, target: 1, counted: 1, live: 0, rev: 2, state: "done", isGold: false };
  const assignment = { itemNo: 1, annotatorNo: 1, id: "a1", epoch: 1, state: "judged", counted: true };
  return {
    history: { operations: [sent(1)], faults: [] },
    tables: {
      judgmentsPerItem: 1,
      people: 2,
      items: [item],
      assignments: [{ ...assignment, judgmentSeq: 7, overdueMs: -1 }],
      judgments: [{ ...JUDGMENT }],
      events: events(),
    },
    isDrained: true,
    reapWithinMs: 5000,
  };
}
