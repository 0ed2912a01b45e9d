import { describe, expect, test } from "vitest";
import { checkHistory, describeViolation, sliceOf } from "./check-history.ts";
import { sent, story } from "./story.ts";
import type { Run } from "./violation.ts";

type Story = ReturnType<typeof story>;

/** The invariants found broken once the story is spoiled. */
function broken(spoil: (run: Story) => void): string[] {
  const run = story();
  spoil(run);
  return [...new Set(checkHistory(run).map(({ invariant }) => invariant))];
}

const first = <T>(list: readonly T[]) => list[0] as T;

test("a run in which all went well is clean", () => {
  expect(checkHistory(story())).toEqual([]);
});

describe("what a client was told", () => {
  test("I1: an acknowledged answer that is not stored is found", () => {
    expect(broken(({ tables }) => tables.judgments.pop())).toContain("I1");
  });

  test("I2: a judgment that nobody sent is found", () => {
    expect(broken(({ history }) => history.operations.pop())).toEqual(["I2"]);
  });

  test("I7: the same answer told apart from its first receipt is found", () => {
    expect(
      broken(({ history }) => history.operations.push(sent(2, {}, { outcome: "saved", counted: false }))),
    ).toEqual(["I7"]);
    expect(
      broken(({ history }) => history.operations.push(sent(2, {}, { outcome: "already-judged" }))),
    ).toEqual(["I7"]);
  });

  test("I7: a conflict is the right receipt for another answer and the wrong one for the same", () => {
    expect(
      broken(({ history }) => history.operations.push(sent(2, { level: 1 }, { outcome: "conflict" }))),
    ).toEqual([]);
    expect(broken(({ history }) => history.operations.push(sent(2, {}, { outcome: "conflict" })))).toEqual([
      "I7",
    ]);
  });

  test("I7: a conflict under a request key that the person has not used is found", () => {
    expect(
      broken(({ history }) =>
        history.operations.push(sent(2, { requestKey: "k2" }, { outcome: "conflict" })),
      ),
    ).toEqual(["I7"]);
  });

  test("I8: a stored answer that became another one is found", () => {
    expect(broken(({ tables }) => Object.assign(first(tables.judgments), { level: 1 }))).toEqual(["I8"]);
  });
});

describe("what happened to an item", () => {
  test("I4: more than the target at one instant is found, also when it is over in the end", () => {
    expect(broken(({ tables }) => Object.assign(tables.events[1] ?? {}, { live: 2 }))).toContain("I4");
  });

  test("I5: a missing revision is found", () => {
    const found = broken(({ tables }) => {
      Object.assign(tables.events[4] ?? {}, { rev: 3 });
      first(tables.items).rev = 3;
    });
    expect(found).toEqual(["I5"]);
  });

  test("I5: a counter that does not follow the assignments is found", () => {
    expect(broken(({ tables }) => Object.assign(tables.events[4] ?? {}, { counted: 0 }))).toContain("I5");
  });

  test("I6: a lease taken back before its end is found", () => {
    const found = broken(({ tables }) =>
      Object.assign(tables.events[3] ?? {}, { state: "expired", isCounted: false }),
    );
    expect(found).toContain("I6");
  });

  test("I6: a late answer in the slot of whoever holds the item is found", () => {
    const found = broken(({ tables }) => {
      const [made, lent, lease, answer] = tables.events;
      if (!made || !lent || !lease || !answer) return;
      const lost = {
        ...answer,
        n: 3.5,
        at: 1001,
        txid: 2.5,
        state: "expired",
        isCounted: false,
        judgmentSeq: null,
      };
      const taken = { ...lent, n: 3.6, txid: 2.5, rev: 2, live: 1 };
      tables.events.splice(3, 0, lost, taken);
      Object.assign(answer, { wasState: "expired" });
    });
    expect(found).toContain("I6");
  });

  test("I8: any change of a judgment is found", () => {
    const found = broken(({ tables }) => {
      const event = { ...first(tables.events), n: 6, txid: 4, kind: "judgment" as const, judgmentSeq: 7 };
      tables.events.push(event);
    });
    expect(found).toEqual(["I8"]);
  });
});

describe("what is left in the end", () => {
  test("I3: two assignments of one pair are found", () => {
    expect(
      broken(({ tables }) => tables.assignments.push({ ...first(tables.assignments), id: "a2" })),
    ).toContain("I3");
  });

  test("I9: an assignment that does not stand where its judgments end is found", () => {
    const found = broken(({ tables }) =>
      tables.judgments.push({ ...first(tables.judgments), seq: 8, requestKey: "k2", supersedes: 7 }),
    );
    expect(found).toContain("I9");
  });

  test("liveness: an item left short while people had nothing to do is found", () => {
    expect(
      broken(({ tables }) => Object.assign(first(tables.items), { state: "open", target: 2 })),
    ).toContain("live");
  });

  test("liveness: an expired lease that nobody took back is found", () => {
    const found = broken(({ tables }) =>
      Object.assign(first(tables.assignments), { state: "live", overdueMs: 9000 }),
    );
    expect(found).toContain("live");
  });

  test("liveness: all done, said while an item waited, is found", () => {
    const found = broken(({ history, tables }) => {
      const said = { ...sent(2), annotatorNo: 2, client: "2", act: "claim", asked: { count: 1 } };
      const answer = { empty: "all-done", held: [] };
      history.operations.push({ ...said, answer, invokedAt: 300, endedAt: 301 } as never);
      Object.assign(tables.events[4] ?? {}, { at: 1000 });
    });
    expect(found).toEqual(["live"]);
  });

  test("liveness: deadlocks and answers that are our fault are found", () => {
    expect(broken(({ history }) => history.faults.push("40P01"))).toEqual(["live"]);
    const failed = { ...sent(2, { requestKey: "k2" }), phase: "info", answer: null, why: "unexpected 23514" };
    expect(broken(({ history }) => history.operations.push(failed as never))).toEqual(["live"]);
  });
});

test("the slice of a violation shows the operations and the events of its item up to it", () => {
  const run: Run = story();
  const violation = { invariant: "I4", what: "too many", itemNo: 1, operations: [1], events: [2] } as const;
  const slice = sliceOf({ ...violation, operations: [1], events: [2] }, run);
  expect(slice).toHaveLength(3);
  expect(slice[0]).toContain("#1 1 submit");
  expect(slice[2]).toContain("2 tx 2 item");
  expect(describeViolation({ ...violation, operations: [1], events: [2] })).toBe("I4 item 1: too many");
});
