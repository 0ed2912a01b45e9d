import pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { findDatasetFile, listDatasetVersions, readBuild } from "#lib/dataset/queries/versions.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, lend, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { buildDataset } from "./build.ts";
import { abandonDataset } from "./finish.ts";
import { cancelBuild, freezeDataset, refreezeDataset } from "./freeze.ts";
import { removeInterrupted } from "./stored-file.ts";

const access = actForProject(PROJECT);
const LABELS = "data/labels.csv";

/** Versions are equal to each other, so each test begins with the first of its kind. */
let grade = 3;
const freeze = () =>
  freezeDataset(access, {
    method: "majority",
    decision: "most-probable",
    grades: [0, 0, 1, 2, grade],
    queryIds: "numbered",
  });

const ITEMS = 40;
const PEOPLE = 3;

beforeAll(async () => {
  await makeProject({ items: ITEMS, perQuery: 8, people: PEOPLE, judgmentsPerItem: PEOPLE });
  for (let itemNo = 1; itemNo <= ITEMS; itemNo++) {
    for (let who = 1; who <= PEOPLE; who++) {
      const level = 1 + ((itemNo + (who === 1 ? itemNo % 3 : 0)) % 5);
      await submitJudgment(person(who), answerTo(await lend(who, itemNo), { level }));
    }
  }
});
beforeEach(() => {
  grade += 1;
});
afterEach(() => vi.restoreAllMocks());

type Sent = { text: string; rows: number };
type Query = (...words: unknown[]) => unknown;

/**
 * Looks at every statement that any connection sends, before it is sent and when it is answered. Nothing is replaced: each is
 * sent as it is, unless `before` throws.
 */
function spyOnStatements(before: (text: string) => void | Promise<void> = () => {}): Sent[] {
  const sent: Sent[] = [];
  const query = pg.Client.prototype.query as Query;
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...words: unknown[]) {
    const [first] = words;
    const text = typeof first === "string" ? first : ((first as { text?: string }).text ?? "");
    const told = words.at(-1);
    const plain = typeof told === "function" ? words.slice(0, -1) : words;
    const answered = (async () => {
      await before(text);
      const answer = (await query.apply(this, plain)) as pg.QueryResult;
      sent.push({ text, rows: answer.rows?.length ?? 0 });
      return answer;
    })();
    if (typeof told !== "function") return answered as never;
    answered.then(
      (answer) => told(null, answer),
      (error) => told(error),
    );
    return undefined as never;
  } as never);
  return sent;
}

async function countStored(version: number): Promise<{ files: number; chunks: number }> {
  const { rows } = await pool.query<{ files: number; chunks: number }>(
    `SELECT (SELECT count(*)::int FROM dataset_file WHERE project_id = $1 AND version = $2) AS files,
            (SELECT count(*)::int FROM dataset_chunk WHERE project_id = $1 AND version = $2) AS chunks`,
    [PROJECT, version],
  );
  return rows[0] ?? { files: 0, chunks: 0 };
}

const find = async (version: number) =>
  (await listDatasetVersions(access)).find((row) => row.version === version);

describe("a version is built in stretches", () => {
  test("of no more rows than are wanted at once, but for an item that has more", async () => {
    const version = await freeze();
    const sent = spyOnStatements();
    await buildDataset(access, version, { rowsAtOnce: 12 });
    const rowsOf = (start: RegExp) => sent.filter(({ text }) => start.test(text)).map(({ rows }) => rows);
    const { rows } = await pool.query<{ judgments: number; most: number }>(
      `SELECT sum(n)::int AS judgments, max(n)::int AS most FROM (
         SELECT count(*) AS n FROM judgment WHERE project_id = $1 GROUP BY item_no) AS each`,
      [PROJECT],
    );
    const { judgments = 0, most = 0 } = rows[0] ?? {};
    const read = rowsOf(/^FETCH/);
    expect(read.reduce((sum, n) => sum + n, 0)).toBe(judgments);
    const written = rowsOf(/FROM judgment WHERE .* BETWEEN/s);
    expect(written.reduce((sum, n) => sum + n, 0)).toBe(judgments);
    expect(Math.max(...read)).toBe(12);
    expect(Math.max(...written)).toBeLessThan(12 + most);
    expect(Math.max(...sent.map((each) => each.rows))).toBeLessThan(12 + most);
  });

  test("with no transaction open while labels are computed and files are written", async () => {
    const version = await freeze();
    const open: unknown[] = [];
    spyOnStatements(async (text) => {
      if (!/UPDATE dataset_file|FROM judgment WHERE .* BETWEEN/s.test(text)) return;
      // Those that wait for the next statement of whoever opened them.
      const { rows } = await pool.query<{ query: string }>(
        `SELECT query FROM pg_stat_activity
         WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      );
      open.push(rows);
    });
    await buildDataset(access, version, { rowsAtOnce: 12 });
    expect(open.length).toBeGreaterThan(10);
    expect(open.flat()).toEqual([]);
  });
});

describe("a building that is cut off", () => {
  test.each([
    ["while judgments are read", /^FETCH/, 3],
    ["when the first files are begun", /INSERT INTO dataset_file/, 3],
    ["when the first files are whole", /UPDATE dataset_file/, 2],
    ["in the middle of the judgments", /FROM judgment WHERE .* BETWEEN/s, 4],
    ["at its very end", /SET state = 'ready'/, 1],
  ])("%s shows nothing, and the next one comes to the same bytes", async (_, at, times) => {
    const version = await freeze();
    const stop = new AbortController();
    let seen = 0;
    spyOnStatements((text) => {
      if (!at.test(text) || ++seen < times) return;
      stop.abort(new Error("stopped"));
      throw new Error("stopped");
    });
    await expect(buildDataset(access, version, { rowsAtOnce: 12, signal: stop.signal })).rejects.toThrow(
      "stopped",
    );
    vi.restoreAllMocks();
    expect(await find(version)).toMatchObject({ state: "building", files: [] });
    expect(await findDatasetFile(access, version, LABELS)).toBeNull();
    await buildDataset(access, version);
    const { digest, state } = (await find(version)) ?? {};
    expect(state).toBe("ready");
    // The same content once more is recognized by its digest.
    const again = await freeze();
    await buildDataset(access, again);
    expect(await find(again)).toMatchObject({ state: "equal", equals: version, digest });
  });
});

describe("a version that is canceled", () => {
  test("while it is written stops at its next piece, keeps no files and its number, and can be built again", async () => {
    const version = await freeze();
    let isCanceled = false;
    spyOnStatements(async (text) => {
      if (isCanceled || !text.includes("UPDATE dataset_file")) return;
      isCanceled = true;
      await cancelBuild(access, version);
    });
    await buildDataset(access, version, { rowsAtOnce: 12 });
    vi.restoreAllMocks();
    expect(isCanceled).toBe(true);
    expect(await find(version)).toMatchObject({ state: "canceled", files: [], progress: null });
    expect(await countStored(version)).toEqual({ files: 0, chunks: 0 });
    grade += 1;
    expect(await freeze()).toBe(version + 1);
    await refreezeDataset(access, version);
    await buildDataset(access, version);
    expect(await find(version)).toMatchObject({ state: "ready" });
  });

  test("before anybody builds it is not built", async () => {
    const version = await freeze();
    await cancelBuild(access, version);
    await buildDataset(access, version);
    expect(await find(version)).toMatchObject({ state: "canceled", files: [] });
  });

  test("has not been written yet: one that is ready stays", async () => {
    const version = await freeze();
    await buildDataset(access, version);
    await expect(cancelBuild(access, version)).rejects.toMatchObject({ code: "conflict" });
    await expect(refreezeDataset(access, version)).rejects.toMatchObject({ code: "conflict" });
    expect(await find(version)).toMatchObject({ state: "ready" });
  });
});

describe("two builders of one version", () => {
  test("never work at once: the second leaves it to the first", async () => {
    const version = await freeze();
    let second: Sent[] | null = null;
    spyOnStatements(async (text) => {
      if (second !== null || !text.includes("UPDATE dataset_file")) return;
      second = [];
      await buildDataset(access, version);
      const { rows } = await pool.query<{ build: number }>(
        "SELECT build FROM dataset_version WHERE project_id = $1 AND version = $2",
        [PROJECT, version],
      );
      expect(rows).toEqual([{ build: 1 }]);
    });
    await buildDataset(access, version);
    expect(second).not.toBeNull();
    expect(await find(version)).toMatchObject({ state: "ready" });
  });

  test("of whom the first lost its lock write the version once: what the first still sends is refused", async () => {
    const version = await freeze();
    let isTaken = false;
    spyOnStatements(async (text) => {
      if (isTaken || !text.includes("UPDATE dataset_file")) return;
      isTaken = true;
      // As the next builder does, where the server took this one for dead.
      await pool.query(
        "UPDATE dataset_version SET build = build + 1 WHERE project_id = $1 AND version = $2",
        [PROJECT, version],
      );
      await pool.query("DELETE FROM dataset_file WHERE project_id = $1 AND version = $2", [PROJECT, version]);
    });
    await buildDataset(access, version, { rowsAtOnce: 12 });
    expect(isTaken).toBe(true);
    expect(await countStored(version)).toEqual({ files: 0, chunks: 0 });
    expect(await readBuild(access, version)).toMatchObject({ state: "building" });
  });
});

describe("a building whose unfinished files the next one on its machine removed", () => {
  test("ends without a word, and the next one comes to a whole version", async () => {
    const version = await freeze();
    let files = 0;
    spyOnStatements(async (text) => {
      if (!text.includes("INSERT INTO dataset_file") || ++files !== 4) return;
      await removeInterrupted({ access, version, build: 2 });
    });
    await buildDataset(access, version);
    expect(await find(version)).toMatchObject({ state: "building" });
    await buildDataset(access, version);
    expect(await find(version)).toMatchObject({ state: "ready" });
  });
});

describe("a building that fails", () => {
  test("is tried again while it is not given up, then keeps no files and stays failed until somebody starts it", async () => {
    const version = await freeze();
    spyOnStatements((text) => {
      if (/FROM judgment WHERE .* BETWEEN/s.test(text)) throw new RangeError("out of order");
    });
    await expect(buildDataset(access, version)).rejects.toThrow("out of order");
    vi.restoreAllMocks();
    expect(await find(version)).toMatchObject({ state: "building", files: [] });
    await abandonDataset(access, version, "unexpected");
    expect(await find(version)).toMatchObject({ state: "failed", error: "unexpected", files: [] });
    expect(await countStored(version)).toEqual({ files: 0, chunks: 0 });
    await buildDataset(access, version);
    expect(await find(version)).toMatchObject({ state: "failed" });
    await refreezeDataset(access, version);
    await buildDataset(access, version);
    expect(await find(version)).toMatchObject({ state: "ready" });
  });
});
