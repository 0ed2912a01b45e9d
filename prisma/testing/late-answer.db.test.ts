import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import {
  answerTo,
  drift,
  expire,
  type Held,
  itemState,
  lend,
  makeProject,
  PROJECT,
  person,
  settingTarget,
  untilOneWaits,
} from "./queue-fixture.ts";

// What happens to an item while an answer waits for it.

beforeEach(() => makeProject({ items: 1, perQuery: 1, people: 3, judgmentsPerItem: 2 }));

/** Runs statements in a transaction that commits only when the answer waits for it. */
async function whileWaiting(statements: string, answer: () => Promise<unknown>): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(statements.replaceAll("$1", `'${PROJECT}'`));
    const outcome = answer();
    await untilOneWaits();
    await client.query("COMMIT");
    return await outcome;
  } finally {
    client.release();
  }
}

const answer = (no: number, item: Held) =>
  submitJudgment(person(no), { ...answerTo(item, { level: 4 }), requestKey: randomUUID() });

/** The third person held the item first and let it run out; the other two have judged it. */
async function beLate(): Promise<Held> {
  const late = await lend(3, 1);
  await expire();
  await pool.query("SELECT reap_assignments($1, 10)", [PROJECT]);
  for (const no of [1, 2]) await answer(no, await lend(no, 1));
  return late;
}

test("a late answer that waits while one more is asked for is counted", async () => {
  const late = await beLate();
  const outcome = await whileWaiting(settingTarget(3), () => answer(3, late));
  expect(outcome).toEqual({ outcome: "saved", counted: true });
  expect(await itemState(1)).toMatchObject({ counted: 3, live: 0, state: "done" });
  expect(await drift()).toEqual({ wrong: 0 });
});

test("a late answer that waits while the last slot is taken is surplus", async () => {
  const late = await lend(3, 1);
  await expire();
  await pool.query("SELECT reap_assignments($1, 10)", [PROJECT]);
  await answer(1, await lend(1, 1));
  const outcome = await whileWaiting("SELECT lend_items($1, ARRAY[1], 2, 1, 900)", () => answer(3, late));
  expect(outcome).toEqual({ outcome: "saved", counted: false });
  expect(await itemState(1)).toMatchObject({ counted: 1, live: 1, state: "open" });
  expect(await drift()).toEqual({ wrong: 0 });
});

test("an answer that waits while its lease is taken back is counted once, in a slot that is free", async () => {
  const item = await lend(1, 1);
  await expire();
  const outcome = await whileWaiting("SELECT reap_assignments($1, 10)", () => answer(1, item));
  expect(outcome).toEqual({ outcome: "saved", counted: true });
  expect(await itemState(1)).toMatchObject({ counted: 1, live: 0, state: "open" });
  expect(await drift()).toEqual({ wrong: 0 });
});

test("an answer that waits while its lease goes to others takes no slot of theirs", async () => {
  const item = await lend(1, 1);
  await expire();
  const statements =
    "SELECT reap_assignments($1, 10); SELECT lend_items($1, ARRAY[1], 2, 1, 900); SELECT lend_items($1, ARRAY[1], 3, 1, 900)";
  expect(await whileWaiting(statements, () => answer(1, item))).toEqual({ outcome: "saved", counted: false });
  expect(await itemState(1)).toMatchObject({ counted: 0, live: 2, state: "open" });
  expect(await drift()).toEqual({ wrong: 0 });
});
