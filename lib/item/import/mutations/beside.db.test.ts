import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { decideImport } from "#lib/item/import/mutations/start.ts";
import { readImport } from "#lib/item/import/queries.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import {
  access,
  holdBack,
  makeEmptyProject,
  ROLES,
  take,
  untilHeldBack,
  upload,
} from "#prisma/testing/import-fixture.ts";

// What else happens in a project while an import adds its items.

beforeEach(makeEmptyProject);

const roles: FieldRoles = [...ROLES, { name: "gold", role: "gold-levels" }];
const rows = Array.from(
  { length: 40 },
  (_, n) => `${["lamp", "chair", "pan"][n % 3]},${n},Item ${n},${n % 10 ? "" : "4"}`,
);
const FILE = ["query,id,name,gold", ...rows].join("\n");

async function started(): Promise<number> {
  await take("query,id,name\nlamp,first,First\nchair,second,Second\n", "all-or-nothing");
  const importNo = await upload(FILE);
  await decideImport(access, importNo, { fieldRoles: roles, policy: "all-or-nothing" });
  return importNo;
}

const makeAdaptive = () =>
  pool.query("SELECT set_stopping('p', 3, true, 2, 6, 0.9, 0.2, 0.5, NULL) AS answer");

async function imported() {
  const { rows: items } = await pool.query(
    `SELECT i.no, q.text, i.target, i.state, i.is_gold, i.decided_rev, i.rev, i.counted, i.live FROM item i
     JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no WHERE i.import_no = 2 ORDER BY i.no`,
  );
  return items;
}

test("While items are added, people claim, versions are frozen, settings change, and queries are paused", async () => {
  const importNo = await started();
  await pool.query("UPDATE project SET state = 'live'");
  await pool.query(
    "INSERT INTO annotator (project_id, no, pseudonym, seed, state) VALUES ('p', 1, 'a', 1, 'trusted')",
  );
  const held = await holdBack("item", 20);
  const run = runImport(access, importNo);
  try {
    await untilHeldBack(run);

    const { rows: claimed } = await pool.query("SELECT claim_items('p', 1, 1) AS answer");
    expect(claimed[0].answer).toMatchObject({ outcome: "lent" });
    const { rows: freeze } = await pool.query(
      "SELECT pg_try_advisory_xact_lock(hashtextextended('freeze/p', 0)) AS free",
    );
    expect(freeze).toEqual([{ free: true }]);
    expect((await makeAdaptive()).rows).toEqual([{ answer: { outcome: "saved" } }]);
    const { rows: paused } = await pool.query("SELECT move_query('p', 2, 'pause', NULL) AS answer");
    expect(paused[0].answer).toMatchObject({ outcome: "saved", count: 1 });
    await pool.query("UPDATE project SET last_annotator_no = last_annotator_no + 1");

    expect(await readImport(access, importNo)).toMatchObject({ state: "running", rowsRead: 40 });
    expect(await imported()).toEqual([]);
  } finally {
    await held.giveBack();
    await run;
  }
  expect(await imported()).toHaveLength(40);
});

test("Settings that change while items are added hold for the new items as for those that come later", async () => {
  const after = await started();
  await makeAdaptive();
  await pool.query("SELECT move_query('p', 2, 'pause', NULL)");
  await runImport(access, after);
  const expected = await imported();
  expect(new Set(expected.map(({ target }) => target))).toEqual(new Set([2, 6, 8]));
  expect(new Set(expected.map(({ state }) => state))).toEqual(new Set(["open", "paused"]));

  await makeEmptyProject();
  const meanwhile = await started();
  const held = await holdBack("item", 20);
  // By the second statement the first has already read the old settings.
  const run = runImport(access, meanwhile, { itemsAtOnce: 10 });
  await untilHeldBack(run);
  await makeAdaptive();
  await pool.query("SELECT move_query('p', 2, 'pause', NULL)");
  await held.giveBack();
  await run;
  expect(await imported()).toEqual(expected);
});

test("A query that is paused in the last moment is paused with its new items", async () => {
  const importNo = await started();
  const pausing = await pool.connect();
  await pausing.query("BEGIN");
  await pausing.query("SET LOCAL idle_in_transaction_session_timeout = 0");
  await pausing.query("SELECT move_query('p', 2, 'pause', NULL)");
  const run = runImport(access, importNo);
  // All items are inserted, and the import waits for the query.
  await untilHeldBack(run);
  await pausing.query("COMMIT");
  pausing.release();
  await run;
  const states = (await imported()).filter(({ text }) => text === "chair").map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(["paused"]));
});
