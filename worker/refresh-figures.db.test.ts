import { beforeEach, expect, test } from "vitest";
import {
  AGREEMENT_FIGURE,
  listCountedJudgments,
  readAgreement,
  readGoldStanding,
} from "#lib/agreement/queries.ts";
import { readGoldRecords, readPerson } from "#lib/annotator/evidence/queries.ts";
import { listAnnotators } from "#lib/annotator/queries.ts";
import { suspendAnnotator } from "#lib/annotator/standing/mutations.ts";
import type { UserAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { whileWanted } from "#lib/database/requests.ts";
import { readMethods } from "#lib/dataset/queries/methods.ts";
import { LABEL_DECISIONS } from "#lib/dataset/schema.ts";
import { readGoldPlan } from "#lib/gold/queries.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { refreshFigure } from "#lib/project/figures/mutations.ts";
import { listDueFigures, readFiguresState } from "#lib/project/figures/queries.ts";
import { FIGURES, LARGEST_DIRECT } from "#lib/project/figures/rules.ts";
import { readProgress } from "#lib/project/progress/queries.ts";
import type { Rhythm } from "#lib/project/progress/rules.ts";
import { listProjects } from "#lib/project/queries.ts";
import { answerTo, lend, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { compareMethodsJob, EVERY, refreshFiguresJob } from "./refresh-figures.ts";

const access = actForProject(PROJECT);
const admin = { userId: "nobody", name: "Ada", role: "admin" } as UserAccess;

async function judge(no: number, itemNo: number, level: number): Promise<void> {
  await submitJudgment(person(no), answerTo(await lend(no, itemNo), { level, guidelineVersion: 1 }));
}

/** The pace is over the hours until now, which go on. How many judgments it is taken from does not. */
function timeless(value: unknown): unknown {
  const isRhythm = typeof value === "object" && value !== null && "blocks" in value;
  return isRhythm ? (value as Rhythm).blocks.reduce((sum, judgments) => sum + judgments, 0) : value;
}

/** 12 items of which the last two are gold, three people, some disagreement. */
beforeEach(async () => {
  await makeProject({ items: 12, perQuery: 4, people: 3, judgmentsPerItem: 2, golds: 2 });
  for (const no of [1, 2, 3]) {
    for (const itemNo of [no, 1 + (no % 3), 5, 11].slice(0, no === 3 ? 2 : 4))
      await judge(no, itemNo, 1 + ((no * itemNo) % 5));
  }
});

// As large as is wanted without so many items: the last number that was handed out says it.
const becomeLarge = () =>
  pool.query("UPDATE project SET last_item_no = $2 WHERE id = $1", [PROJECT, LARGEST_DIRECT + 1]);

type Work = Parameters<typeof refreshFiguresJob.run>[0] & Parameters<typeof compareMethodsJob.run>[0];

async function refresh(): Promise<void> {
  const work = { data: { projectId: PROJECT } } as Work;
  for (const job of [refreshFiguresJob, compareMethodsJob]) await job.run(work, new AbortController().signal);
}

// A figure rests before it is computed again.
const rested = () =>
  pool.query("UPDATE project_figure SET computed_at = computed_at - interval '1 day' WHERE project_id = $1", [
    PROJECT,
  ]);

test("what is stored of a large project is what a computation from nothing gives, after all that changes what counts", async () => {
  const changes = [
    () => Promise.resolve(),
    () => judge(3, 7, 2),
    () => suspendAnnotator(access, { annotatorNo: 2, reason: "to be looked at" }),
    () => pool.query("SELECT move_items($1, '{1}', 'remove', NULL)", [PROJECT]),
    () => pool.query("SELECT reopen_items($1, '{5}', 2, 'all', NULL)", [PROJECT]),
    () => pool.query("SELECT set_gold($1, 12, '{2}', 'another', NULL)", [PROJECT]),
  ];
  await becomeLarge();
  for (const change of changes) {
    await change();
    await rested();
    await refresh();
    for (const figure of Object.values(EVERY)) {
      const { rows } = await pool.query<{ stored: unknown }>(
        "SELECT figure AS stored FROM project_figure WHERE project_id = $1 AND name = $2",
        [PROJECT, figure.name],
      );
      if (figure.name === "items") continue;
      const now = await figure.compute(access);
      expect({ [figure.name]: timeless(figure.unpack(rows[0]?.stored)) }).toEqual({
        [figure.name]: timeless(now),
      });
    }
    expect(await readFiguresState(access)).toEqual({ isPending: false, asOf: null });
    expect(await sortedItems()).toEqual(await sortedFromNothing());
  }
});

async function sortedItems(): Promise<unknown[]> {
  const { rows } = await pool.query("SELECT * FROM item_figure WHERE project_id = $1 ORDER BY item_no", [
    PROJECT,
  ]);
  return rows;
}

async function sortedFromNothing(): Promise<unknown[]> {
  await pool.query("CREATE TABLE kept AS SELECT * FROM item_figure");
  await pool.query("DELETE FROM item_figure");
  await pool.query("SELECT build_item_figures($1)", [PROJECT]);
  const sorted = await sortedItems();
  await pool.query("DELETE FROM item_figure");
  await pool.query("INSERT INTO item_figure SELECT * FROM kept");
  await pool.query("DROP TABLE kept");
  return sorted;
}

test("pages of a large project show what is stored, and say so while a newer judgment is not in it", async () => {
  const direct = await Promise.all([readAgreement(access), readGoldStanding(access), listAnnotators(access)]);
  await becomeLarge();
  await refresh();
  const shown = () => Promise.all([readAgreement(access), readGoldStanding(access), listAnnotators(access)]);
  expect(await shown()).toEqual(direct);
  await judge(3, 8, 5);
  expect(await shown()).toEqual(direct);
  expect(await readFiguresState(access)).toEqual({ isPending: false, asOf: expect.any(Date) });
  // As if all were computed this moment, however long it took to get here.
  await pool.query("UPDATE project_figure SET computed_at = clock_timestamp()");
  expect([...(await listDueFigures(access))]).toEqual([]);
  await rested();
  expect([...(await listDueFigures(access))].sort()).toEqual([...FIGURES].sort());
  await refresh();
  expect(await readFiguresState(access)).toEqual({ isPending: false, asOf: null });
  expect((await listAnnotators(access))[2]?.judgments).toBe((direct[2][2]?.judgments ?? 0) + 1);
});

test("what pages show of people, gold and methods is the same from the figures of a large project", async () => {
  await suspendAnnotator(access, { annotatorNo: 2, reason: "to be looked at" });
  const read = async () => ({
    records: await readGoldRecords(access),
    people: await Promise.all([1, 2, 3].map((no) => readPerson(access, no))),
    plan: await readGoldPlan(access),
    methods: await Promise.all(LABEL_DECISIONS.map((decision) => readMethods(access, decision))),
  });
  const small = await read();
  await becomeLarge();
  await refresh();
  expect(await read()).toEqual(small);
});

test("the comparison of methods of a large project is read and never computed by a page", async () => {
  await becomeLarge();
  expect(await readMethods(access, "most-probable")).toBeNull();
  expect(await readFiguresState(access, ["methods"])).toEqual({ isPending: true, asOf: null });
  await refresh();
  const shown = await readMethods(access, "least-distance");
  expect(shown?.decision).toBe("least-distance");
  await judge(3, 8, 5);
  expect(await readMethods(access, "least-distance")).toEqual(shown);
  expect(await readFiguresState(access, ["methods"])).toMatchObject({ asOf: expect.any(Date) });
  await rested();
  await refresh();
  expect(await readMethods(access, "least-distance")).not.toEqual(shown);
});

test("a request never reads all judgments of a large project, whatever it asks", async () => {
  const wanted = { signal: new AbortController().signal, tookTooLong: false, readsReplica: false };
  const asked = () => whileWanted(wanted, () => listCountedJudgments(access, true));
  expect(await asked()).not.toEqual([]);
  await becomeLarge();
  await expect(asked()).rejects.toThrow("A request asks for all judgments of a large project.");
  expect(await listCountedJudgments(access, true)).not.toEqual([]);
});

test("a person whose evidence starts over has a new record, though nobody judged", async () => {
  await becomeLarge();
  await refresh();
  await rested();
  expect((await listDueFigures(access)).has("crowd")).toBe(false);
  await pool.query(
    "SELECT move_standing($1, 1, 'probation', NULL, 'probation', newest_seq($1), 'second-chance', '{}')",
    [PROJECT],
  );
  expect((await listDueFigures(access)).has("crowd")).toBe(true);
  await refresh();
  expect((await readGoldRecords(access)).get(1)).toMatchObject({ since: { by: "second-chance" } });
  expect((await listDueFigures(access)).has("crowd")).toBe(false);
});

test("while figures of a large project are missing, nothing loads its judgments, and its progress is counted", async () => {
  const small = await readProgress(access);
  await becomeLarge();
  expect(await readFiguresState(access)).toEqual({ isPending: true, asOf: null });
  await expect(readAgreement(access)).rejects.toMatchObject({ code: "unavailable" });
  await expect(listAnnotators(access)).rejects.toMatchObject({ code: "unavailable" });
  expect(await readProgress(access)).toMatchObject({ counted: small.counted, items: small.items });
  expect((await listProjects(admin))[0]?.counts.counted).toBe(small.counted);
});

test("the list of projects shows what is stored of a large one", async () => {
  const [before] = await listProjects(admin);
  await becomeLarge();
  await refresh();
  await judge(3, 8, 5);
  expect((await listProjects(admin))[0]?.counts.counted).toBe(before?.counts.counted);
  await rested();
  await refresh();
  expect((await listProjects(admin))[0]?.counts.counted).toBe((before?.counts.counted ?? 0) + 1);
});

// The lower number commits last: a watermark of the highest number seen would pass over it for ever.
test("nothing is stored while a judgment is half committed, because a lower number could still appear", async () => {
  await becomeLarge();
  const other = await pool.connect();
  try {
    await other.query("BEGIN");
    await other.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await other.query("SELECT lock_annotator($1, 1)", [PROJECT]);
    expect(await refreshFigure(access, AGREEMENT_FIGURE)).toBe(false);
  } finally {
    await other.query("COMMIT");
    other.release();
  }
  expect(await refreshFigure(access, AGREEMENT_FIGURE)).toBe(true);
});
