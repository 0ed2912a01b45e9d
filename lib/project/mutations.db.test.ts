import { beforeEach, describe, expect, test } from "vitest";
import type { UserAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { readLaunchFacts } from "./launch/queries.ts";
import { createProject, moveProject, updateFrame, updateQuality, updateScale } from "./mutations.ts";
import { readProgress } from "./progress/queries.ts";
import { listProjects, readHalts, readProject } from "./queries.ts";
import { DEFAULT_LEVELS } from "./rules.ts";

const QUALITY = {
  judgmentsPerItem: 3,
  isAdaptive: false,
  leastJudgments: 2,
  mostJudgments: 5,
  stopConfidence: 0.8,
  stopError: 0.1,
  auditShare: 0.05,
  goldRate: 0.1,
  assignmentSeconds: 900,
};

const levels = DEFAULT_LEVELS.map((level) => ({ ...level }));
const input = { name: "Shop", question: "How relevant?", levels, relevantFrom: 4, guideline: "# Judge" };

let owner: UserAccess;
let people = 0;

async function addPerson(role: UserAccess["role"]): Promise<UserAccess> {
  const userId = `user-${++people}`;
  await prisma.user.create({ data: { id: userId, name: userId, role } });
  return { userId, name: userId, role } as UserAccess;
}

async function draft(change: Partial<typeof input> = {}) {
  return actForProject(await createProject(owner, { ...input, ...change }));
}

async function addItems(projectId: string, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO item (project_id, no, key, fields, target, group_ord, ord)
     SELECT $1, n, 'i' || n, '{}', 3, n, n FROM generate_series(1, $2::int) n`,
    [projectId, count],
  );
}

beforeEach(async () => {
  owner = await addPerson("requester");
});

describe("a new project", () => {
  test("is a draft with scale, guideline and the person who made it", async () => {
    const access = await draft();
    const project = await readProject(access);
    expect(project).toMatchObject({ name: "Shop", state: "draft", relevantFrom: 4, scaleFixed: null });
    expect(project.levels.map(({ value, name }) => `${value} ${name}`)).toEqual([
      "1 Bad",
      "2 Poor",
      "3 Fair",
      "4 Good",
      "5 Perfect",
    ]);
    expect(await readLaunchFacts(access)).toMatchObject({ guidelineVersion: 1, items: 0, definedLevels: 5 });
  });

  test("may be made without a guideline", async () => {
    expect((await readLaunchFacts(await draft({ guideline: "" }))).guidelineVersion).toBe(0);
  });

  test("is listed for its owner and for admins, and for nobody else", async () => {
    const { projectId } = await draft();
    const listed = async (person: UserAccess) =>
      (await listProjects(person)).some((row) => row.projectId === projectId);
    expect(await listed(owner)).toBe(true);
    expect(await listed(await addPerson("admin"))).toBe(true);
    expect(await listed(await addPerson("requester"))).toBe(false);
  });
});

describe("the scale", () => {
  test("can lose and win levels while nothing rests on it", async () => {
    const access = await draft();
    await updateScale(access, { levels: levels.slice(0, 3), relevantFrom: 2 });
    expect((await readProject(access)).levels.map(({ name }) => name)).toEqual(["Bad", "Poor", "Fair"]);
    await updateScale(access, { levels, relevantFrom: 5 });
    expect(await readProject(access)).toMatchObject({ relevantFrom: 5, levels: { length: 5 } });
  });

  test("keeps its number of levels once there is gold, and still takes new words", async () => {
    const access = await draft();
    await addItems(access.projectId, 1);
    await pool.query("SELECT set_gold($1, 1, '{4,5}', '', NULL)", [access.projectId]);
    await expect(updateScale(access, { levels: levels.slice(0, 4), relevantFrom: 4 })).rejects.toThrow(
      AppError,
    );
    const renamed = levels.map((level, at) => (at === 4 ? { ...level, name: "Excellent", gain: 15 } : level));
    await updateScale(access, { levels: renamed, relevantFrom: 4 });
    const { levels: after, scaleFixed } = await readProject(access);
    expect(after.at(-1)).toMatchObject({ value: 5, name: "Excellent", gain: 15 });
    expect(scaleFixed).toBe("gold");
  });
});

describe("the state", () => {
  test("a project without items is not launched", async () => {
    const access = await draft();
    await expect(moveProject(access, "launch")).rejects.toMatchObject({ code: "conflict" });
    expect((await readProject(access)).state).toBe("draft");
  });

  test("goes from launch to pause, on, to the end and on again, and the launch is noted once", async () => {
    const access = await draft();
    await addItems(access.projectId, 3);
    await moveProject(access, "launch");
    const { launchedAt } = await readProject(access);
    expect(launchedAt).toBeInstanceOf(Date);
    await expect(moveProject(access, "launch")).rejects.toMatchObject({ code: "conflict" });
    const states: string[] = [];
    for (const move of ["pause", "resume", "finish", "resume"] as const) {
      await moveProject(access, move);
      states.push((await readProject(access)).state);
    }
    expect(states).toEqual(["paused", "live", "ended", "live"]);
    expect((await readProject(access)).launchedAt).toEqual(launchedAt);
  });
});

describe("settings", () => {
  test("of quality reach the items that are there already", async () => {
    const access = await draft();
    await addItems(access.projectId, 2);
    await updateQuality(access, { ...QUALITY, judgmentsPerItem: 5, goldRate: 0.2, assignmentSeconds: 600 });
    expect(await readProject(access)).toMatchObject({
      judgmentsPerItem: 5,
      goldRate: 0.2,
      assignmentSeconds: 600,
    });
    expect(await readProgress(access)).toMatchObject({ items: 2, waiting: 2, counted: 0, wanted: 10 });
  });

  test("of another project stay as they are", async () => {
    const [mine, other] = [await draft(), await draft()];
    await updateFrame(mine, { name: "Mine", question: "How good?" });
    await updateQuality(mine, { ...QUALITY, judgmentsPerItem: 2, goldRate: 0, assignmentSeconds: 60 });
    expect(await readProject(other)).toMatchObject({ name: "Shop", judgmentsPerItem: 3, goldRate: 0.1 });
  });
});

describe("progress", () => {
  test("counts ordinary items by state, leaves gold out and says why there is no estimate", async () => {
    const access = await draft();
    await addItems(access.projectId, 5);
    await pool.query("SELECT set_gold($1, 5, '{4,5}', '', NULL)", [access.projectId]);
    await pool.query("UPDATE item SET state = 'paused' WHERE project_id = $1 AND no = 4", [access.projectId]);
    await pool.query("UPDATE item SET counted = 3, state = 'done' WHERE project_id = $1 AND no = 1", [
      access.projectId,
    ]);
    await pool.query("UPDATE item SET counted = 1 WHERE project_id = $1 AND no = 2", [access.projectId]);
    expect(await readProgress(access)).toEqual({
      items: 4,
      done: 1,
      begun: 1,
      waiting: 1,
      paused: 1,
      blocked: { begun: 0, waiting: 0 },
      counted: 4,
      wanted: 12,
      pace: null,
      completion: { reason: "not-live" },
      work: { kind: "not-live" },
    });
    expect(await readHalts(access)).toEqual({
      pausedQueries: 0,
      pausedItems: 1,
      peopleInReview: 0,
      goldToDecide: 0,
      suspendedNos: [],
    });
  });
});
