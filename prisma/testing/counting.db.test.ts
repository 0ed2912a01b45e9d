import { readdir, readFile } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import {
  answerTo,
  lend,
  makeProject,
  one,
  PROJECT,
  person,
  settingTarget,
  untilOneWaits,
} from "./queue-fixture.ts";

// What counts: one answer now, and one at every watermark.

beforeEach(() => makeProject({ items: 6, perQuery: 3, people: 3, judgmentsPerItem: 2, golds: 1 }));

async function judge(no: number, itemNo: number, level = 4): Promise<void> {
  await submitJudgment(person(no), answerTo(await lend(no, itemNo), { level, guidelineVersion: 1 }));
}

const watermark = async () => (await one<{ seq: string }>("SELECT freeze_watermark($1) AS seq")).seq;

async function countingAt(seq: string): Promise<string[]> {
  const { rows } = await pool.query<{ seq: string }>(
    "SELECT seq FROM judgments_counting_at($1, $2) ORDER BY seq",
    [PROJECT, seq],
  );
  return rows.map((row) => row.seq);
}

async function countingNow(): Promise<string[]> {
  const { rows } = await pool.query<{ seq: string }>(
    "SELECT seq FROM current_judgment WHERE project_id = $1 AND counts ORDER BY seq",
    [PROJECT],
  );
  return rows.map((row) => row.seq);
}

const COMMANDS: readonly (readonly [string, string])[] = [
  ["suspending a person", "SELECT suspend_annotator($1, 1, '', NULL)"],
  ["removing items", "SELECT move_items($1, '{1,2}', 'remove', NULL)"],
  ["reinstating them while items are removed", "SELECT reinstate_annotator($1, 1, '', NULL)"],
  ["restoring the items", "SELECT move_items($1, '{1,2}', 'restore', NULL)"],
  ["reopening items", "SELECT reopen_items($1, '{1,3}', 2, 'all', NULL)"],
  ["lowering the target", settingTarget(1)],
  ["making an item gold", "SELECT set_gold($1, 2, '{5}', '', NULL)"],
  ["doubting the gold", "SELECT open_gold_review($1, 2, 1, 'suspected', 0.9)"],
  ["changing the gold", "SELECT set_gold($1, 2, '{4}', '', NULL)"],
  ["pausing a query", "SELECT move_query($1, 1, 'pause', NULL)"],
  ["taking the gold away", "SELECT set_gold($1, 2, '{}', '', NULL)"],
];

test("what counts now is what counts at a watermark taken now, after every command and ever after", async () => {
  for (const itemNo of [1, 2, 3]) for (const no of [1, 2]) await judge(no, itemNo);
  await judge(1, 6, 1);
  const then: [string, string[]][] = [];
  for (const [name, statement] of COMMANDS) {
    await pool.query(statement, [PROJECT]);
    const seq = await watermark();
    const now = await countingNow();
    expect([name, await countingAt(seq)]).toEqual([name, now]);
    then.push([seq, now]);
  }
  expect(new Set(then.map(([, now]) => now.join())).size).toBeGreaterThan(4);
  for (const [seq, counting] of then) expect(await countingAt(seq)).toEqual(counting);
});

test("a change of what counts is a row that names its judgments, and nobody can change it", async () => {
  await judge(1, 1);
  await judge(2, 1);
  await pool.query("SELECT suspend_annotator($1, 2, '', NULL)", [PROJECT]);
  const event = await one<{ kind: string; counts: boolean; named: number }>(
    "SELECT kind, counts, cardinality(judgments) AS named FROM counting_event WHERE project_id = $1",
  );
  expect(event).toEqual({ kind: "suspended", counts: false, named: 1 });
  await expect(pool.query("DELETE FROM counting_event")).rejects.toMatchObject({ code: "23001" });
});

test("a change waits for a version that is being frozen, and so is no part of it", async () => {
  await judge(1, 1);
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT freeze_watermark($1)", [PROJECT]);
    const moved = pool.query("SELECT move_items($1, '{1}', 'remove', NULL)", [PROJECT]);
    await untilOneWaits();
    await client.query("COMMIT");
    await moved;
  } finally {
    client.release();
  }
});

describe("a database from before", () => {
  const migrations = new URL("../migrations/", import.meta.url);

  test("keeps what counted on the day of the upgrade", async () => {
    const names = (await readdir(migrations)).filter((name) => /^\d{4}_/.test(name)).sort();
    const client = await pool.connect();
    try {
      await client.query("CREATE SCHEMA before");
      await client.query("SET search_path = before");
      const apply = async (name: string) => {
        const text = await readFile(new URL(`${name}/migration.sql`, migrations), "utf8");
        await client.query(text.replace(/CREATE SCHEMA IF NOT EXISTS "public";/, ""));
      };
      for (const name of names.filter((each) => each < "0007")) await apply(name);
      await client.query(HISTORY);
      const counted = `SELECT array_agg(seq ORDER BY seq) AS seqs FROM current_judgment c JOIN item i
        ON i.project_id = c.project_id AND i.no = c.item_no WHERE c.counts AND i.state <> 'removed'`;
      const before = (await client.query(counted)).rows[0];
      await apply("0007_counting");
      expect((await client.query(counted)).rows[0]).toEqual(before);
      const frozen = `SELECT array_agg(seq ORDER BY seq) AS seqs
        FROM judgments_counting_at('p', freeze_watermark('p'))`;
      expect((await client.query(frozen)).rows[0]).toEqual(before);
      const receipts = "SELECT array_agg(seq ORDER BY seq) AS seqs FROM judgment WHERE counted_at_receipt";
      expect((await client.query(receipts)).rows[0]).not.toEqual(before);
    } finally {
      await client.query("RESET search_path");
      client.release();
    }
  });
});

// Five items with two judgments each: one person suspended, one suspended and reinstated after another took a slot,
// one item reopened and one removed.
const HISTORY = `
  INSERT INTO project (id, name, question, state, judgments_per_item, gold_rate, relevant_from, quiz_size)
  VALUES ('p', 'Test', '?', 'live', 2, 0, 3, 0);
  INSERT INTO level SELECT 'p', v, 'Level ' || v, '', '', v FROM generate_series(1, 5) v;
  INSERT INTO guideline_version (project_id, version, markdown) VALUES ('p', 1, 'one'), ('p', 2, 'two');
  INSERT INTO item (project_id, no, key, fields, target, group_ord, ord)
  SELECT 'p', n, 'i' || n, '{}', 2, n, n FROM generate_series(1, 5) n;
  INSERT INTO annotator (project_id, no, pseudonym, seed) SELECT 'p', n, 'p' || n, n FROM generate_series(1, 4) n;
  CREATE FUNCTION answer(p_annotator int, p_item int) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    v_id uuid;
  BEGIN
    PERFORM lend_items('p', ARRAY[p_item], p_annotator, 1, 900);
    SELECT id INTO v_id FROM assignment WHERE project_id = 'p' AND item_no = p_item AND annotator_no = p_annotator;
    PERFORM submit_judgment('p', p_annotator, v_id, 1, gen_random_uuid(), '', 4, NULL, NULL, 1000, 1);
  END $$;
  SELECT answer(n, i) FROM generate_series(1, 2) n, generate_series(1, 5) i;
  SELECT suspend_annotator('p', 1, '', NULL);
  SELECT answer(3, 1);
  SELECT reinstate_annotator('p', 1, '', NULL);
  SELECT suspend_annotator('p', 2, '', NULL);
  SELECT reopen_items('p', '{3}', 2, NULL);
  SELECT move_items('p', '{4}', 'remove', NULL);`;
