import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { judgingPool, pool } from "#lib/database/pool.ts";
import {
  claimItems,
  renewAssignments,
  returnAssignments,
  submitJudgment,
  undoJudgment,
} from "#lib/judgment/mutations.ts";
import {
  answerTo,
  claimOne,
  drift,
  expire,
  type Held,
  held,
  itemState,
  lend,
  makeProject,
  one,
  PROJECT,
  person,
} from "./queue-fixture.ts";

const judge = (no: number, item: Held, level = 4) => submitJudgment(person(no), answerTo(item, { level }));
const refuse = (no: number, item: Held, unratable: "query" | "result" | "rater") =>
  submitJudgment(person(no), answerTo(item, { level: null, unratable }));
const undo = (no: number, item: Held) =>
  undoJudgment(person(no), { assignmentId: item.id, requestKey: randomUUID() });

const ANSWERED =
  "SELECT count(*)::int AS n FROM assignment WHERE project_id = $1 AND annotator_no = $2 AND state = 'judged'";

describe("an undo", () => {
  beforeEach(() => makeProject({ items: 12, perQuery: 12, people: 4, judgmentsPerItem: 1 }));

  test("keeps the slot for the person, and the next answer supersedes", async () => {
    const item = await claimOne(1);
    await judge(1, item, 2);
    expect(await undo(1, item)).toEqual({ outcome: "saved", counted: false });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 1, state: "open" });

    await claimItems(person(2), 12);
    expect((await held(2)).map((other) => other.itemNo)).not.toContain(item.itemNo);

    expect(await judge(1, item, 5)).toEqual({ outcome: "saved", counted: true });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 1, live: 0, state: "done" });
    const { rows } = await pool.query(
      "SELECT action, level, supersedes IS NOT NULL AS supersedes FROM judgment WHERE project_id = $1 ORDER BY seq",
      [PROJECT],
    );
    expect(rows).toEqual([
      { action: "judge", level: 2, supersedes: false },
      { action: "undo", level: null, supersedes: true },
      { action: "judge", level: 5, supersedes: true },
    ]);
    expect(
      await one("SELECT count(*)::int AS n, max(level) AS level FROM current_judgment WHERE counts", []),
    ).toEqual({
      n: 1,
      level: 5,
    });
  });

  test("reaches back ten answers and no further", async () => {
    const items: Held[] = [];
    for (let i = 0; i < 11; i++) {
      const item = await claimOne(1);
      await judge(1, item);
      items.push(item);
    }
    const [oldest, second] = items as [Held, Held];
    expect(await undo(1, oldest)).toEqual({ outcome: "too-late" });
    expect(await undo(1, second)).toEqual({ outcome: "saved", counted: false });
    expect(await undo(1, second)).toEqual({ outcome: "nothing-to-undo" });
  });

  test("is refused to who is suspended: nothing changes, and a receipt from before stays true", async () => {
    const item = await claimOne(1);
    await judge(1, item);
    const early = { assignmentId: item.id, requestKey: randomUUID() };
    await undoJudgment(person(1), early);
    await judge(1, item, 2);
    await pool.query("SELECT suspend_annotator($1, 1, 'Spam', NULL)", [PROJECT]);
    const before = await itemState(item.itemNo);
    expect(await undo(1, item)).toEqual({ outcome: "suspended" });
    expect(await undoJudgment(person(1), early)).toEqual({ outcome: "saved", counted: false });
    expect(await itemState(item.itemNo)).toEqual(before);
    expect(await held(1)).toEqual([]);
    expect(await one(ANSWERED, [PROJECT, 1])).toEqual({ n: 1 });
    await pool.query("SELECT reinstate_annotator($1, 1, 'Error', NULL)", [PROJECT]);
    expect(await undo(1, item)).toEqual({ outcome: "saved", counted: false });
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("sent twice under one request key is one undo", async () => {
    const item = await claimOne(1);
    await judge(1, item);
    const input = { assignmentId: item.id, requestKey: randomUUID() };
    const receipts = await Promise.all([undoJudgment(person(1), input), undoJudgment(person(1), input)]);
    expect(receipts).toEqual([
      { outcome: "saved", counted: false },
      { outcome: "saved", counted: false },
    ]);
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 1 });
  });

  test("is followed by a return like any other item", async () => {
    const item = await claimOne(1);
    await judge(1, item);
    await undo(1, item);
    expect(await returnAssignments(person(1), [item.id], "now")).toBe(1);
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 0, state: "open" });
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("a problem instead of a level", () => {
  beforeEach(() => makeProject({ items: 40, perQuery: 20, people: 24, judgmentsPerItem: 1 }));

  test("frees the slot for somebody else and never comes back to the person", async () => {
    const item = await claimOne(1);
    expect(await refuse(1, item, "rater")).toEqual({ outcome: "saved", counted: false });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 0, state: "open" });
    await claimItems(person(1), 20);
    expect((await held(1)).map((other) => other.itemNo)).not.toContain(item.itemNo);
    expect(await judge(2, await lend(2, item.itemNo))).toEqual({ outcome: "saved", counted: true });
  });

  test("with the query, from two people, pauses the query and nothing else", async () => {
    await refuse(1, await lend(1, 1), "query");
    expect(await one("SELECT state FROM query WHERE no = 1", [])).toEqual({ state: "open" });
    await refuse(2, await lend(2, 2), "query");
    expect(await one("SELECT state FROM query WHERE no = 1", [])).toEqual({ state: "paused" });
    expect(
      await one(
        `SELECT count(*) FILTER (WHERE query_no = 1 AND state = 'paused')::int AS first,
                count(*) FILTER (WHERE query_no = 2 AND state = 'open')::int AS second FROM item`,
        [],
      ),
    ).toEqual({ first: 20, second: 20 });
  });

  test("with the result, from two people, pauses the item alone", async () => {
    await pool.query("UPDATE item SET target = 3");
    await refuse(1, await lend(1, 1), "result");
    await refuse(2, await lend(2, 1), "result");
    expect(await one("SELECT array_agg(no) AS paused FROM item WHERE state = 'paused'", [])).toEqual({
      paused: [1],
    });
  });

  test("reported by 20 people at once pauses the query without a deadlock", async () => {
    const lent = await Promise.all(Array.from({ length: 20 }, (_, i) => lend(i + 1, i + 1)));
    const calls = vi.spyOn(judgingPool, "query");
    await Promise.all(lent.map((item, i) => refuse(i + 1, item, "query")));
    expect(calls).toHaveBeenCalledTimes(20);
    calls.mockRestore();
    expect(
      await one("SELECT count(*)::int AS n FROM item WHERE query_no = 1 AND state = 'paused'", []),
    ).toEqual({ n: 20 });
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("gold", () => {
  test("comes once to a person and never more often than its cap", async () => {
    await makeProject({ items: 130, perQuery: 10, people: 12, judgmentsPerItem: 2, golds: 20 });
    for (let no = 1; no <= 12; no++) {
      for (let round = 0; round < 10; round++) {
        await claimItems(person(no), 4);
        for (const item of await held(no)) await judge(no, item);
      }
    }
    const shown = await one<{ answers: number; pairs: number; most: number }>(
      `SELECT count(*)::int AS answers, count(DISTINCT (c.item_no, c.annotator_no))::int AS pairs,
              max(i.counted) AS most
       FROM current_judgment c JOIN item i USING (project_id)
       WHERE i.no = c.item_no AND i.is_gold`,
      [],
    );
    // How many come is drawn; none of 480 would be a fault.
    expect(shown.answers).toBeGreaterThan(0);
    expect(shown.pairs).toBe(shown.answers);
    // The cap: twice the judgments per item.
    expect(shown.most).toBeLessThanOrEqual(4);
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("a claim", () => {
  beforeEach(() => makeProject({ items: 6, perQuery: 3, people: 3, judgmentsPerItem: 1 }));

  test("gives back what the person holds instead of more", async () => {
    await claimItems(person(1), 4);
    const before = await held(1);
    expect(await claimItems(person(1), 4)).toBeNull();
    expect(await held(1)).toEqual(before);
  });

  test("takes whole queries", async () => {
    await claimItems(person(1), 3);
    const { rows } = await pool.query(
      "SELECT DISTINCT query_no FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no",
    );
    expect(rows).toHaveLength(1);
  });

  test("offers what ran out of time to somebody else, under a newer epoch if it is the same person", async () => {
    await claimItems(person(1), 6);
    expect(await claimItems(person(2), 6)).toBe("in-progress");
    await expire();
    expect(await claimItems(person(2), 2)).toBeNull();
    expect(await held(2)).toHaveLength(2);
    await claimItems(person(1), 4);
    expect((await held(1)).map((item) => item.epoch)).toEqual([2, 2, 2, 2]);
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("keeps what was released by leaving the page when the person is back in time", async () => {
    await claimItems(person(1), 2);
    const ids = (await held(1)).map((item) => item.id);
    expect(await returnAssignments(person(1), ids, "soon")).toBe(2);
    const soon = "SELECT max(expires_at) < now() + interval '31 s' AS soon FROM assignment";
    expect(await one(soon, [])).toEqual({ soon: true });
    expect(await renewAssignments(person(1))).toBe(2);
    expect(await one(soon, [])).toEqual({ soon: false });
  });

  test("says truly why there is nothing", async () => {
    const say = async (no: number) => {
      const empty = await claimItems(person(no), 6);
      await returnAssignments(
        person(no),
        (await held(no)).map((item) => item.id),
        "now",
      );
      return empty;
    };
    for (const state of ["draft", "paused", "ended"] as const) {
      await pool.query("UPDATE project SET state = $1", [state]);
      expect(await say(1)).toBe(state);
    }
    await pool.query("UPDATE project SET state = 'live'");
    await pool.query("UPDATE annotator SET state = 'suspended' WHERE no = 3");
    expect(await say(3)).toBe("suspended");

    await pool.query("UPDATE item SET target = 2");
    await claimItems(person(1), 6);
    for (const item of await held(1)) await judge(1, item);
    expect(await say(1)).toBe("judged-all");
    await claimItems(person(2), 6);
    const rest = await held(2);
    for (const item of rest.slice(1)) await judge(2, item);
    await pool.query("UPDATE item SET state = 'paused' WHERE state = 'open'");
    expect(await say(1)).toBe("rest-paused");
    await pool.query("UPDATE item SET state = 'open' WHERE state = 'paused'");
    for (const item of rest.slice(0, 1)) await judge(2, item);
    expect(await say(1)).toBe("all-done");
  });
});

describe("the window of open items", () => {
  test("lets two people of a large project meet the same items early", async () => {
    await makeProject({ items: 1600, perQuery: 8, people: 2, judgmentsPerItem: 2 });
    for (const no of [1, 2]) {
      // Sixty-four items are a window: eight queries of eight.
      while ((await one<{ n: number }>(ANSWERED, [PROJECT, no])).n < 64) {
        await claimItems(person(no), 8);
        for (const item of await held(no)) await judge(no, item);
      }
    }
    const { rows } = await pool.query("SELECT counted, count(*)::int AS n FROM item GROUP BY 1 ORDER BY 1");
    expect(rows).toEqual([
      { counted: 0, n: 1536 },
      { counted: 2, n: 64 },
    ]);
  });

  test("starts each person at a position of their own", async () => {
    await makeProject({ items: 640, perQuery: 8, people: 12, judgmentsPerItem: 12 });
    const first = new Set<number>();
    for (let no = 1; no <= 12; no++) first.add(Math.floor((await claimOne(no)).itemNo / 8));
    expect(first.size).toBeGreaterThan(3);
  });

  test("comes round again to what was given back behind it", async () => {
    await makeProject({ items: 200, perQuery: 4, people: 2, judgmentsPerItem: 1 });
    await claimItems(person(1), 20);
    const kept = await held(1);
    while ((await claimItems(person(2), 20)) === null) {
      for (const item of await held(2)) await judge(2, item);
    }
    expect(await one<{ n: number }>(ANSWERED, [PROJECT, 2])).toEqual({ n: 200 - kept.length });
    await returnAssignments(
      person(1),
      kept.map((item) => item.id),
      "now",
    );
    expect(await claimItems(person(2), 20)).toBeNull();
    expect(await held(2)).toHaveLength(20);
    expect(await drift()).toEqual({ wrong: 0 });
  });
});
