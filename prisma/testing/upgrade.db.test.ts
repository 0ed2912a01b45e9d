import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { type OutboxEntry, type Post, sendWaiting } from "#components/judgment/outbox/outbox.ts";
import { fromStored, type StoredEntry } from "#components/judgment/outbox/outbox-store.ts";
import { joinProject } from "#lib/annotator/mutations.ts";
import { recomputeStanding } from "#lib/annotator/standing/mutations.ts";
import type { UserAccess } from "#lib/auth/access.ts";
import { actForAnnotator, actForProject } from "#lib/auth/acting.ts";
import { settleItems } from "#lib/consensus/mutations.ts";
import { STOP_RULE } from "#lib/consensus/rules.ts";
import { applyMigrations } from "#lib/database/migrate.ts";
import { pool } from "#lib/database/pool.ts";
import { buildDataset } from "#lib/dataset/mutations/build.ts";
import { env } from "#lib/env.ts";
import { listGoldCases } from "#lib/gold/review/queries.ts";
import { submitJudgment, undoJudgment } from "#lib/judgment/mutations.ts";
import { submitSchema, undoSchema } from "#lib/judgment/schema.ts";
import { checkTables } from "../../guarantee/checkers/check-tables.ts";

// The demo as the program of November 2026 left it, see README.md, upgraded: nothing in it may count otherwise.

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const LAST = "0013_gold_visits";
const demo = actForProject("demo");

/** What the program of that day said of its database, and what a browser kept for it. */
type Expected = {
  rows: Record<string, number>;
  counting: { projectId: string; watermark: number; judgments: number; sha256: string }[];
  countingNow: { projectId: string; judgments: number; sha256: string }[];
  datasets: { projectId: string; version: number; method: string; state: string; digest: string | null }[];
  outbox: { payloadHash: string; entry: StoredEntry }[];
};

const readFixture = (name: string) => readFile(new URL(name, import.meta.url));
const expected = JSON.parse((await readFixture("november-2026.json")).toString("utf8")) as Expected;
const projectIds = [...new Set(expected.datasets.map(({ projectId }) => projectId))];

type Row = { name: string; rows: string };

/** Every table with all of its rows, in their order, in the columns that it had. */
async function readTables(columns: Map<string, string>): Promise<Row[]> {
  const found: Row[] = [];
  for (const [name, list] of columns) {
    const { rows } = await pool.query<{ rows: string }>(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS rows FROM (SELECT ${list} FROM ${name}) AS t`,
    );
    found.push({ name, rows: rows[0]?.rows ?? "" });
  }
  return found;
}

async function readColumns(): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string; list: string }>(
    `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS list
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
     GROUP BY table_name ORDER BY table_name`,
  );
  return new Map(rows.map(({ name, list }) => [name, list]));
}

async function countRows(names: Iterable<string>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) {
    const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`);
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let before: Row[] = [];
let columns = new Map<string, string>();

beforeAll(async () => {
  // The migrated database of this file goes back to the day, with its engine's own list of what was applied.
  await pool.query(`CREATE SCHEMA kept; ALTER TABLE _prisma_migrations SET SCHEMA kept; DROP SCHEMA public CASCADE;
    CREATE SCHEMA public; ALTER TABLE kept._prisma_migrations SET SCHEMA public; DROP SCHEMA kept`);
  await pool.query("DELETE FROM _prisma_migrations WHERE migration_name > $1", [LAST]);
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_/.test(name) && name <= LAST).sort();
  for (const name of names) {
    await pool.query(await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), "utf8"));
  }
  await pool.query(gunzipSync(await readFixture("november-2026.sql.gz")).toString("utf8"));
  columns = await readColumns();
  before = await readTables(columns);
  expect(await applyMigrations(env.DATABASE_URL)).toContain("0014_functions");
});

test("the database has everything that an upgrade could get wrong", async () => {
  const { rows } = await pool.query(
    `SELECT (SELECT array_agg(DISTINCT state ORDER BY state) FROM assignment) AS assignments,
            (SELECT array_agg(DISTINCT state ORDER BY state) FROM annotator) AS people,
            (SELECT array_agg(DISTINCT state ORDER BY state) FROM item) AS items,
            (SELECT array_agg(DISTINCT state ORDER BY state) FROM dataset_version) AS versions,
            (SELECT array_agg(DISTINCT coalesce(decision, 'open') ORDER BY coalesce(decision, 'open')) FROM gold_review) AS reviews,
            (SELECT array_agg(DISTINCT action ORDER BY action) FROM judgment) AS actions,
            (SELECT count(*)::int FROM item_event e JOIN judgment j USING (project_id, item_no)
             WHERE e.kind = 'reopened' AND j.created_at > e.created_at AND j.action = 'judge') > 0 AS "answeredAnew"`,
  );
  expect(rows).toEqual([
    {
      assignments: ["expired", "judged", "live", "reopened", "returned", "surplus", "unratable"],
      people: ["probation", "review", "suspended", "trusted"],
      items: ["done", "open", "paused", "removed"],
      versions: ["building", "equal", "ready"],
      reviews: ["changed", "kept", "open"],
      actions: ["judge", "undo", "unratable"],
      answeredAnew: true,
    },
  ]);
});

/** All methods that there were; none may be renamed. */
const METHODS_OF_THEN = new Set([
  "spam-mixture",
  "dawid-skene",
  "mace",
  "trust-weighted",
  "wawa",
  "majority",
]);

describe("right after the upgrade", () => {
  test("every row of every table is there, as it was", async () => {
    expect(await countRows(columns.keys())).toEqual(expected.rows);
    for (const { name, rows } of await readTables(columns)) {
      expect(rows === before.find((table) => table.name === name)?.rows, name).toBe(true);
    }
  });

  test("the counters are what can be counted, and nothing else in the tables contradicts itself", async () => {
    const reopened = await pool.query<{ no: number }>(
      "SELECT DISTINCT item_no AS no FROM item_event WHERE kind = 'reopened'",
    );
    const isAskedAnew = (itemNo?: number) => reopened.rows.some(({ no }) => no === itemNo);
    for (const projectId of projectIds) {
      const settings = { isDrained: false, reapWithinMs: Number.MAX_SAFE_INTEGER };
      const found = await checkTables(pool, projectId, settings);
      // The checker is for runs that end and in which nothing is asked anew: here work was under way, and a person may
      // have answered a reopened item again.
      const faults = found.filter(
        ({ invariant, what, itemNo }) =>
          invariant !== "live" && !(what === "judge follows judge" && isAskedAnew(itemNo)),
      );
      expect(faults).toEqual([]);
    }
  });

  test("the same judgments count, at every watermark and now", async () => {
    for (const { projectId, watermark, ...said } of expected.counting) {
      const { rows } = await pool.query<{ seqs: string; judgments: number }>(
        `SELECT string_agg(seq::text, ' ' ORDER BY seq) AS seqs, count(*)::int AS judgments
         FROM judgments_counting_at($1, $2)`,
        [projectId, watermark],
      );
      const [{ seqs, judgments } = { seqs: "", judgments: 0 }] = rows;
      expect({ judgments, sha256: sha256(seqs) }, `${projectId} at ${watermark}`).toEqual(said);
    }
    const { rows } = await pool.query<{ projectId: string; seqs: string; judgments: number }>(
      `SELECT project_id AS "projectId", string_agg(seq::text, ' ' ORDER BY seq) AS seqs, count(*)::int AS judgments
       FROM current_judgment WHERE counts GROUP BY project_id ORDER BY project_id`,
    );
    expect(rows.map(({ seqs, ...rest }) => ({ ...rest, sha256: sha256(seqs) }))).toEqual(
      expected.countingNow,
    );
  });

  test("a version keeps its method, its digest and its files", async () => {
    const { rows } = await pool.query<{ method: string }>(
      `SELECT project_id AS "projectId", version, method, state, digest FROM dataset_version ORDER BY project_id, version`,
    );
    expect(rows).toEqual(expected.datasets);
    expect(new Set(rows.map(({ method }) => method))).toEqual(METHODS_OF_THEN);
    const broken = await pool.query(
      `SELECT f.name FROM dataset_file f WHERE f.sha256 <> (
         SELECT encode(sha256(string_agg(c.content, ''::bytea ORDER BY c.no)), 'hex') FROM dataset_chunk c
         WHERE c.project_id = f.project_id AND c.version = f.version AND c.name = f.name)
       UNION ALL
       SELECT f.name FROM dataset_file f JOIN dataset_version v USING (project_id, version)
       WHERE f.name = 'manifest.json' AND f.sha256 <> v.digest`,
    );
    expect(broken.rows).toEqual([]);
  });

  test("everybody stands where they stood: the same evidence moves nobody", async () => {
    for (const projectId of projectIds) {
      expect(await recomputeStanding(actForProject(projectId)), projectId).toBe(0);
    }
  });

  test("gold in review waits for the requester, with what people said against it", async () => {
    const cases = await listGoldCases(demo);
    expect(cases.map(({ review, contests }) => [review?.reason, contests.length])).toEqual([
      ["contested", 2],
    ]);
  });
});

describe("answers that wait in a browser", () => {
  const entries = () => expected.outbox.map(({ entry }) => fromStored(entry));
  const owner = expected.outbox[0]?.entry.place.split("|")[0] ?? "";
  const requestKeys = expected.outbox.map(({ entry }) => entry.body.key);

  async function readPerson() {
    const { rows } = await pool.query<{ no: number }>(
      "SELECT no FROM annotator WHERE project_id = $1 AND user_id = $2",
      [demo.projectId, owner.split("/")[0]],
    );
    return actForAnnotator(demo.projectId, rows[0]?.no ?? 0);
  }

  /** Sends as the page does, to what the routes call; returns what is still kept then. */
  async function sendAll(given: readonly OutboxEntry[]): Promise<OutboxEntry[]> {
    const kept = new Map(given.map((entry) => [entry.position, entry]));
    const person = await readPerson();
    const post: Post = async (kind, body) => ({
      status: 200,
      body:
        kind === "judge"
          ? await submitJudgment(person, submitSchema.parse(body))
          : await undoJudgment(person, undoSchema.parse(body)),
    });
    const store = {
      put: async (entry: OutboxEntry) => kept.set(entry.position, entry) !== undefined,
      list: async (of: string) => [...kept.values()].filter(({ position }) => position.startsWith(`${of}|`)),
      remove: async (position: string) => void kept.delete(position),
    };
    expect(await sendWaiting(owner, store, post)).toBe("sent");
    return [...kept.values()];
  }

  async function readArrived() {
    const { rows } = await pool.query<{ key: string; payloadHash: string; action: string; counted: boolean }>(
      `SELECT key, encode(payload_hash, 'hex') AS "payloadHash", action, counted_at_receipt AS counted FROM judgment
       WHERE project_id = $1 AND key = ANY ($2) ORDER BY array_position($2, key)`,
      [demo.projectId, requestKeys],
    );
    return rows;
  }

  const countNow = async () =>
    (await pool.query("SELECT count(*)::int AS n FROM current_judgment WHERE project_id = 'demo' AND counts"))
      .rows[0].n;

  test("arrive once, under the payload hashes that the old program made, and count in their slots", async () => {
    // The reply to the first one was lost: the old program has stored it.
    expect((await readArrived()).map(({ key }) => key)).toEqual(requestKeys.slice(0, 1));
    const countingBefore = await countNow();

    expect(await sendAll(entries())).toEqual([]);
    const arrived = await readArrived();
    expect(arrived.map(({ payloadHash }) => payloadHash)).toEqual(
      expected.outbox.map(({ payloadHash }) => payloadHash),
    );
    expect(arrived.map(({ action, counted }) => [action, counted])).toEqual([
      ["judge", true],
      ["judge", true],
      ["unratable", false],
      ["judge", true],
      ["undo", false],
    ]);
    // Of the four that are new, one could not be judged and one was taken back.
    expect(await countNow()).toBe(countingBefore + 1);
  });

  test("are the same judgments when they are sent again, and others are refused under their keys", async () => {
    const seen = await readTables(columns);
    expect(await sendAll(entries())).toEqual([]);
    expect(await readTables(columns)).toEqual(seen);

    const changed = entries()
      .slice(0, 1)
      .map((entry) => ({ ...entry, body: { ...entry.body, level: 1 } }));
    const kept = await sendAll(changed as OutboxEntry[]);
    expect(kept.map(({ refusal }) => refusal)).toEqual(["conflict"]);
    expect(await readTables(columns)).toEqual(seen);
  });
});

describe("work goes on", () => {
  test("a version that an older rule was building says to freeze anew, and no other changes", async () => {
    const building = expected.datasets.filter(({ state }) => state === "building");
    expect(building).toHaveLength(1);
    for (const { projectId, version } of building) {
      await buildDataset(actForProject(projectId), version);
    }
    const { rows } = await pool.query(
      `SELECT project_id AS "projectId", version, method, state, digest, error FROM dataset_version
       ORDER BY project_id, version`,
    );
    expect(rows).toEqual(
      expected.datasets.map((dataset) =>
        dataset.state === "building"
          ? { ...dataset, state: "failed", error: "upgraded" }
          : { ...dataset, error: null },
      ),
    );
  });

  test("a stop keeps the parameters and the rule that made it, and the next ones name the rule of today", async () => {
    const readStops = async () =>
      (
        await pool.query<{ version: number; rule: number | null; stops: number }>(
          `SELECT v.version, (v.parameters ->> 'rule')::int AS rule, count(s.*)::int AS stops
           FROM stopping_version v LEFT JOIN item_stop s USING (project_id, version)
           WHERE v.project_id = $1 GROUP BY v.version, v.parameters ORDER BY v.version`,
          [demo.projectId],
        )
      ).rows;
    const old = await readStops();
    expect(old.map(({ version, rule }) => [version, rule])).toEqual([
      [1, null],
      [2, null],
    ]);
    await settleItems(demo);
    const [first, second, third] = await readStops();
    expect([first, second]).toEqual(old);
    expect(third).toMatchObject({ version: 3, rule: STOP_RULE });
  });

  test("an invite that waits lets a person in, a closed one does not", async () => {
    const { rows } = await pool.query<{ code: string; isClosed: boolean }>(
      `SELECT code, revoked_at IS NOT NULL AS "isClosed" FROM invite WHERE project_id = $1 ORDER BY code`,
      [demo.projectId],
    );
    const fay = await pool.query<{ userId: string }>(
      `SELECT id AS "userId" FROM app_user WHERE name = 'Fay'`,
    );
    const access = fay.rows[0] as UserAccess;
    const [closed, waiting] = [rows.find((row) => row.isClosed), rows.findLast((row) => !row.isClosed)];
    await expect(joinProject(access, closed?.code ?? "")).rejects.toThrow("closed");
    expect(await joinProject(access, waiting?.code ?? "")).toBe(demo.projectId);
  });
});
