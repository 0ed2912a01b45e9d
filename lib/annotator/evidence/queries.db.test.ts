import { beforeEach, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, held, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { recomputeStanding, reinstateAnnotator, suspendAnnotator } from "../standing/mutations.ts";
import { readGoldRecords, readOwnDecision, readOwnStanding, readPerson } from "./queries.ts";

const requester = actForProject(PROJECT);

beforeEach(async () => {
  await makeProject({ items: 40, perQuery: 5, people: 3, judgmentsPerItem: 1, golds: 20 });
  await pool.query(
    "UPDATE item SET fields = jsonb_build_object('name', 'Item ' || no) WHERE project_id = $1",
    [PROJECT],
  );
  await pool.query(`UPDATE project SET field_roles = '[{"name": "name", "role": "title"}]' WHERE id = $1`, [
    PROJECT,
  ]);
});

/** Answers items by number. Items 21 to 40 are gold that accepts 4 and 5. */
async function answer(no: number, from: number, to: number, level: number): Promise<void> {
  for (let itemNo = from; itemNo <= to; itemNo++) {
    await pool.query("SELECT lend_items($1, ARRAY[$2]::int[], $3, 1, 900)", [PROJECT, itemNo, no]);
    for (const item of await held(no)) await submitJudgment(person(no), answerTo(item, { level }));
  }
}

test("A requester sees what the standing rests on and what a suspension would do", async () => {
  await answer(1, 1, 3, 2);
  await answer(1, 21, 30, 1);
  await pool.query("SELECT lend_items($1, ARRAY[4]::int[], 1, 1, 900)", [PROJECT]);
  const view = await readPerson(requester, 1);
  expect(view).toMatchObject({
    person: { no: 1, pseudonym: "p1", name: null },
    state: "probation",
    ...{ wanted: 0.7, pass: 0.7, reference: 1 },
    levels: 5,
    since: null,
    consequences: { judgments: 13, reopened: 3, held: 1, kept: 0, surplus: 0 },
  });
  expect(view.verdict.standing).toBe("review");
  expect(view.misses).toHaveLength(10);
  expect(view.misses[0]).toMatchObject({ title: "Item 30", query: "q6", level: 1, acceptable: [4, 5] });

  const { judgments, reopened, held } = view.consequences;
  expect(await suspendAnnotator(requester, { annotatorNo: 1, reason: "Spam" })).toEqual({
    judgments,
    reopened,
    returned: held,
  });
  await answer(2, 1, 1, 3);
  expect((await readPerson(requester, 1)).consequences).toMatchObject({ judgments: 0, kept: 13, surplus: 1 });
  expect(await reinstateAnnotator(requester, { annotatorNo: 1, reason: "Error" })).toEqual({
    judgments: 12,
    surplus: 1,
  });
  expect((await readPerson(requester, 1)).events).toMatchObject([
    { kind: "suspended", reason: "Spam", facts: { judgments: 13, reopened: 3 } },
    { kind: "reinstated", reason: "Error", facts: { judgments: 12, surplus: 1 } },
  ]);
});

test("A person reads the newest decision about them with its reason, and nobody else's", async () => {
  expect(await readOwnDecision(person(1))).toBeNull();
  await suspendAnnotator(requester, { annotatorNo: 1, reason: "Spam" });
  expect(await readOwnDecision(person(1))).toMatchObject({ kind: "suspended", reason: "Spam" });
  await reinstateAnnotator(requester, { annotatorNo: 1, reason: "Error" });
  expect(await readOwnDecision(person(1))).toMatchObject({ kind: "reinstated", reason: "Error" });
  expect(await readOwnDecision(person(2))).toBeNull();
});

test("Nobody is found by a number of another project or by none", async () => {
  await expect(readPerson(actForProject("elsewhere"), 1)).rejects.toMatchObject({ code: "not_found" });
  await expect(readPerson(requester, 99)).rejects.toMatchObject({ code: "not_found" });
});

test("A person is told their misses with the second chance, but none that they could still take back", async () => {
  await answer(1, 21, 32, 1);
  expect(await readOwnStanding(person(1))).toMatchObject({ state: "probation", misses: [], events: [] });
  await recomputeStanding(requester);
  const told = await readOwnStanding(person(1));
  expect(told.since?.by).toBe("second-chance");
  // Twelve were answered, and the last ten can be undone.
  expect(told.misses.map(({ title }) => title)).toEqual(["Item 22", "Item 21"]);
  expect(told.accuracy.reason).toBe("no-gold");
  await answer(1, 1, 10, 3);
  expect((await readOwnStanding(person(1))).misses).toHaveLength(12);
  expect((await readOwnStanding(person(2))).misses).toEqual([]);
});

test("The list and the page of a person tell the whole record from what decides since it started over", async () => {
  await answer(1, 21, 30, 1);
  await answer(2, 21, 26, 4);
  await recomputeStanding(requester);
  const restarted = (await readGoldRecords(requester)).get(1);
  expect(restarted).toMatchObject({ all: { n: 10 }, since: { by: "second-chance" } });
  expect(restarted?.since?.accuracy.reason).toBe("no-gold");
  await answer(1, 31, 32, 4);
  const records = await readGoldRecords(requester);
  expect(records.get(1)).toMatchObject({
    all: { n: 12, exact: { count: 2 } },
    since: { accuracy: { n: 2, exact: { count: 2 } } },
  });
  expect(records.get(2)).toMatchObject({ all: { n: 6, exact: { count: 6 } }, since: null });
  expect(records.get(3)).toEqual({ all: { value: null, reason: "no-gold" }, since: null });
  const view = await readPerson(requester, 1);
  expect(view).toMatchObject({ since: { by: "second-chance" }, accuracy: { n: 2 }, inAll: { n: 12 } });
  expect(await readOwnStanding(person(1))).not.toHaveProperty("inAll");
});

test("A return from review after a second chance closes the evidence again, and the second chance is over", async () => {
  await answer(1, 21, 30, 1);
  await recomputeStanding(requester);
  await answer(1, 31, 40, 1);
  await recomputeStanding(requester);
  await reinstateAnnotator(requester, { annotatorNo: 1, reason: "Error" });
  expect((await readGoldRecords(requester)).get(1)).toMatchObject({
    all: { n: 20 },
    since: { by: "reinstated", accuracy: { reason: "no-gold" } },
  });
  const { since, events } = await readPerson(requester, 1);
  await suspendAnnotator(requester, { annotatorNo: 1, reason: "Spam" });
  await reinstateAnnotator(requester, { annotatorNo: 1, reason: "Error" });
  expect(since).toEqual({ by: "reinstated", at: events.at(-1)?.at });
  expect((await readPerson(requester, 1)).since).toEqual(since);
});
