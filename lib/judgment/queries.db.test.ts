import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { UserAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { answerTo, held, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { claimItems, submitJudgment, undoJudgment } from "./mutations.ts";
import { listHeld, listMyJudgments, listMyStandings, myProgress, readScreen } from "./queries.ts";

const ROLES = [
  { name: "sku", role: "id" },
  { name: "q", role: "query" },
  { name: "name", role: "title" },
  { name: "about", role: "text" },
  { name: "brand", role: "other" },
  { name: "rank", role: "hidden" },
  { name: "gold", role: "gold-levels" },
  { name: "why", role: "gold-reason" },
];

/** A project whose hidden columns contain words that must never reach a person. */
async function makeContent(golds: number): Promise<void> {
  await makeProject({ items: 24, perQuery: 6, people: 3, judgmentsPerItem: 2, golds });
  await pool.query("UPDATE project SET field_roles = $2, gold_rate = $3 WHERE id = $1", [
    PROJECT,
    JSON.stringify(ROLES),
    golds > 0 ? 0.5 : 0,
  ]);
  await pool.query(
    `UPDATE item SET fields = jsonb_build_object('sku', 'canary-sku', 'q', 'phone', 'name', 'Item ' || no, 'about',
       'Text', 'brand', 'B', 'rank', 'canary-rank', 'gold', 'canary-levels', 'why', 'canary-reason')
     WHERE project_id = $1`,
    [PROJECT],
  );
}

/** The names of a value and of everything in it, whatever the values are. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== "object") return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

describe("what a person receives before they answer", () => {
  beforeEach(() => makeContent(12));

  test("has one shape for gold and for everything else, and says nothing of gold", async () => {
    // Gold beside ordinary results of its query is lent whatever is drawn.
    await pool.query("SELECT set_gold($1, no, '{4,5}', '', NULL) FROM unnest('{1,2}'::int[]) AS no", [
      PROJECT,
    ]);
    const shapes = new Set<string>();
    let golds = 0;
    for (let round = 0; round < 6; round++) {
      await claimItems(person(1), 8);
      const items = await listHeld(person(1));
      for (const item of items) shapes.add(JSON.stringify(shapeOf(item)));
      expect(JSON.stringify(items)).not.toMatch(/gold|canary/i);
      const { rows } = await pool.query<{ golds: number }>(
        `SELECT count(*)::int AS golds FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
         WHERE a.project_id = $1 AND a.state = 'live' AND i.is_gold`,
        [PROJECT],
      );
      golds += rows[0]?.golds ?? 0;
      for (const item of await held(1)) await submitJudgment(person(1), answerTo(item));
    }
    expect(golds).toBeGreaterThan(0);
    expect(shapes.size).toBe(1);
  });

  test("is the content that the requester marked as such", async () => {
    await claimItems(person(1), 1);
    const [item] = await listHeld(person(1));
    expect(item?.content).toEqual({
      title: expect.stringMatching(/^Item \d+$/),
      text: "Text",
      url: "",
      image: "",
      other: [{ name: "brand", value: "B" }],
    });
    expect(item?.query).toMatchObject({ text: expect.stringMatching(/^q\d$/), place: 1, results: 6 });
  });

  test("names an item by a number that is random per assignment", async () => {
    await claimItems(person(1), 8);
    const ids = (await listHeld(person(1))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });
});

/** The first person of the project, with an account. */
async function firstAsUna(): Promise<UserAccess> {
  await pool.query(
    "INSERT INTO app_user (id, name, role) VALUES ('u1', 'Una', 'annotator') ON CONFLICT DO NOTHING",
  );
  await pool.query("UPDATE annotator SET user_id = 'u1' WHERE project_id = $1 AND no = 1", [PROJECT]);
  return { userId: "u1", name: "Una", role: "annotator" } as UserAccess;
}

describe("what a person is told about their work", () => {
  beforeEach(() => makeContent(0));

  test("is how much they did today and between which tens lies what waits", async () => {
    await claimItems(person(1), 4);
    const items = await held(1);
    for (const item of items) await submitJudgment(person(1), answerTo(item));
    const last = items[3] as (typeof items)[number];
    await undoJudgment(person(1), { assignmentId: last.id, requestKey: randomUUID() });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    // 24 items, 3 of them judged: 21 wait.
    const ahead = { least: 21, most: 30 };
    expect(await myProgress(person(1), yesterday)).toEqual({ today: 3, ahead });
    expect(await myProgress(person(1), tomorrow)).toEqual({ today: 0, ahead });
  });

  test("counts all that they stored today: also what could not be judged and what came as surplus", async () => {
    await claimItems(person(1), 4);
    const [first, second, ...rest] = await held(1);
    if (!first || !second) throw new Error("nothing was lent");
    await submitJudgment(person(1), answerTo(first, { level: null, unratable: "rater" }));
    for (const item of rest) await submitJudgment(person(1), answerTo(item));
    // Too late: others have filled both slots in the meantime.
    await pool.query("UPDATE assignment SET state = 'expired' WHERE id = $1", [second.id]);
    await pool.query(
      "UPDATE item SET live = 0, counted = target, state = 'done' WHERE project_id = $1 AND no = $2",
      [PROJECT, second.itemNo],
    );
    expect(await submitJudgment(person(1), answerTo(second))).toMatchObject({ counted: false });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    expect((await myProgress(person(1), yesterday)).today).toBe(4);
  });

  test("is their own judgments alone, the newest first", async () => {
    for (const no of [1, 2]) {
      await claimItems(person(no), 3);
      for (const item of await held(no)) await submitJudgment(person(no), answerTo(item, { level: no }));
    }
    const { rows, hasMore } = await listMyJudgments(person(2), 1);
    expect(rows.map(({ level }) => level)).toEqual([2, 2, 2]);
    expect(hasMore).toBe(false);
    expect(JSON.stringify(rows)).not.toMatch(/gold|canary/i);
  });

  test("in review is what they still hold, at the desk and in the list: nothing more is lent to them", async () => {
    const una = await firstAsUna();
    await claimItems(person(1), 2);
    await pool.query("UPDATE annotator SET state = 'review' WHERE project_id = $1 AND no = 1", [PROJECT]);
    const ahead = { least: 2, most: 2 };
    expect(await myProgress(person(1), new Date().toISOString())).toMatchObject({ ahead });
    expect(await listMyStandings(una)).toMatchObject([{ ahead }]);
  });

  test("in the list of projects is what is left and where they left off", async () => {
    const una = await firstAsUna();
    expect(await listMyStandings(una)).toEqual([
      { projectId: PROJECT, ahead: { least: 21, most: 30 }, lastAt: null, lastQuery: null },
    ]);
    await claimItems(person(1), 1);
    for (const item of await held(1)) await submitJudgment(person(1), answerTo(item));
    expect(await listMyStandings(una)).toMatchObject([
      { ahead: { least: 21, most: 30 }, lastAt: expect.any(Date), lastQuery: expect.stringMatching(/^q\d$/) },
    ]);
    // All but two are with others: what is left is in the hands of this person, and so exact.
    await claimItems(person(1), 2);
    await pool.query("UPDATE item SET state = 'paused' WHERE project_id = $1 AND live = 0", [PROJECT]);
    expect(await listMyStandings(una)).toMatchObject([{ ahead: { least: 2, most: 2 } }]);
    await pool.query("UPDATE project SET state = 'paused'");
    expect(await listMyStandings(una)).toMatchObject([{ ahead: { least: 0, most: 0 } }]);
  });
});

describe("what an open desk is told of its texts", () => {
  const publish = (version: number) =>
    pool.query(
      "INSERT INTO guideline_version (project_id, version, markdown) VALUES ($1, $2, 'Judge well.')",
      [PROJECT, version],
    );
  const CHANGES: Record<string, () => Promise<unknown>> = {
    "a new guideline": () => publish(2),
    "a renamed level": () => pool.query("UPDATE level SET name = 'Fine' WHERE value = 2"),
    "a new definition": () => pool.query("UPDATE level SET definition = 'As asked.' WHERE value = 2"),
    "new examples": () => pool.query("UPDATE level SET examples = 'a → b' WHERE value = 2"),
    "a new question": () => pool.query("UPDATE project SET question = 'How close?'"),
  };
  beforeEach(async () => {
    await makeContent(12);
    await publish(1);
  });

  test.each(Object.keys(CHANGES))("changes with %s, and only once", async (name) => {
    const before = await readScreen(person(1));
    await CHANGES[name]?.();
    const after = await readScreen(person(1));
    expect(after).not.toBe(before);
    expect(await readScreen(person(2))).toBe(after);
  });

  test("says nothing of gold and of what anybody answers", async () => {
    const before = await readScreen(person(1));
    await pool.query("SELECT set_gold($1, 1, '{2}', 'a reason', NULL)", [PROJECT]);
    await claimItems(person(2), 3);
    for (const item of await held(2)) await submitJudgment(person(2), answerTo(item));
    expect(await readScreen(person(1))).toBe(before);
  });
});
