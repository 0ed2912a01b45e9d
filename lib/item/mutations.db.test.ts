import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import {
  answerTo,
  claimOne,
  drift,
  held,
  itemState,
  makeProject,
  one,
  PROJECT,
  person,
  settingTarget,
} from "#prisma/testing/queue-fixture.ts";
import { moveItems, moveQuery } from "./mutations.ts";
import { listItemEvents, readItem } from "./queries.ts";

const requester = actForProject(PROJECT);

beforeEach(() => makeProject({ items: 6, perQuery: 3, people: 4, judgmentsPerItem: 2 }));

const events = async (no: number) =>
  (
    await pool.query<{ kind: string }>("SELECT kind FROM item_event WHERE item_no = $1 ORDER BY rev", [no])
  ).rows.map(({ kind }) => kind);

describe("removing an item", () => {
  test("asks nobody about it any more and keeps its judgments; put back, it goes on where it was", async () => {
    const item = await claimOne(1);
    await submitJudgment(person(1), answerTo(item));
    expect(await moveItems(requester, { nos: [item.itemNo], move: "remove" })).toBe(1);
    await claimItems(person(2), 6);
    expect((await held(2)).map(({ itemNo }) => itemNo)).not.toContain(item.itemNo);
    expect(await moveItems(requester, { nos: [item.itemNo], move: "restore" })).toBe(1);
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 1, live: 0, state: "open" });
    expect(await events(item.itemNo)).toEqual(["removed", "restored"]);
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("leaves what is answered meanwhile stored and uncounted", async () => {
    const item = await claimOne(1);
    await moveItems(requester, { nos: [item.itemNo], move: "remove" });
    expect(await submitJudgment(person(1), answerTo(item))).toEqual({ outcome: "saved", counted: false });
    expect(await itemState(item.itemNo)).toMatchObject({ counted: 0, live: 0, state: "removed" });
    expect(await drift()).toEqual({ wrong: 0 });
  });

  test("gives it the number of judgments that is wanted when it comes back", async () => {
    await moveItems(requester, { nos: [1], move: "remove" });
    await pool.query(settingTarget(4), [PROJECT]);
    expect(await one("SELECT target FROM item WHERE project_id = $1 AND no = 1")).toEqual({ target: 2 });
    await moveItems(requester, { nos: [1], move: "restore" });
    expect(await one("SELECT target FROM item WHERE project_id = $1 AND no = 1")).toEqual({ target: 4 });
  });

  test("twice is a conflict, and another project finds nothing", async () => {
    await moveItems(requester, { nos: [1, 2], move: "remove" });
    await expect(moveItems(requester, { nos: [1], move: "remove" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(moveItems(actForProject("elsewhere"), { nos: [3], move: "remove" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await moveItems(requester, { nos: [1, 2, 3], move: "restore" })).toBe(2);
  });

  test("while people claim and answer leaves every counter exact", async () => {
    const judge = async (no: number) => {
      for (let round = 0; round < 10; round++) {
        await claimItems(person(no), 3);
        for (const item of await held(no)) await submitJudgment(person(no), answerTo(item));
      }
    };
    const nos = [6, 3, 1, 5];
    const command = async () => {
      for (let round = 0; round < 10; round++) {
        for (const move of ["remove", "restore"] as const) await moveItems(requester, { nos, move });
        await pool.query(settingTarget(2 + (round % 3)), [PROJECT]);
      }
    };
    await Promise.all([judge(1), judge(2), judge(3), judge(4), command()]);
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("a query", () => {
  test("is paused with its items and goes on with them, but for results that two people could not judge", async () => {
    for (const no of [1, 2]) {
      await claimItems(person(no), 6);
      const item = (await held(no)).find(({ itemNo }) => itemNo === 2);
      if (item === undefined) throw new Error("item 2 was not lent");
      await submitJudgment(person(no), answerTo(item, { level: null, unratable: "result" }));
    }
    expect(await moveQuery(requester, { queryNo: 1, move: "pause" })).toBe(2);
    await expect(moveQuery(requester, { queryNo: 1, move: "pause" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(moveItems(requester, { nos: [1], move: "resume" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await moveQuery(requester, { queryNo: 1, move: "resume" })).toBe(2);
    const states = await Promise.all([1, 2, 3].map(async (no) => (await itemState(no)).state));
    expect(states).toEqual(["open", "paused", "open"]);
    expect(await moveItems(requester, { nos: [2], move: "resume" })).toBe(1);
    expect(await drift()).toEqual({ wrong: 0 });
  });
});

describe("the page of an item", () => {
  test("tells what was done with it and by whom, the newest first; what people paused names nobody", async () => {
    await pool.query("INSERT INTO app_user (id, name) VALUES ('mara', 'Mara') ON CONFLICT DO NOTHING");
    const mara = Object.assign(actForProject(PROJECT), { userId: "mara" });
    await moveItems(mara, { nos: [1], move: "pause" });
    await moveItems(requester, { nos: [1], move: "resume" });
    const told = await listItemEvents(requester, 1);
    expect(told.map(({ kind, createdBy }) => [kind, createdBy])).toEqual([
      ["resumed", null],
      ["paused", "Mara"],
    ]);
    expect(await listItemEvents(actForProject("elsewhere"), 1)).toEqual([]);
  });

  test("counts the people who could not judge the result and those who could not judge its query", async () => {
    for (const [no, itemNo, unratable] of [
      [3, 2, "result"],
      [1, 1, "query"],
      [2, 2, "query"],
    ] as const) {
      await claimItems(person(no), 6);
      const item = (await held(no)).find((one) => one.itemNo === itemNo);
      if (item) await submitJudgment(person(no), answerTo(item, { level: null, unratable }));
    }
    expect(await readItem(requester, 2)).toMatchObject({
      resultUnratable: 1,
      query: { no: 1, isPaused: true, open: 0, paused: 3, unratable: 2 },
    });
    expect(await readItem(requester, 4)).toMatchObject({
      resultUnratable: 0,
      query: { no: 2, isPaused: false, open: 3, paused: 0, unratable: 0 },
    });
  });
});
