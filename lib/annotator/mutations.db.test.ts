import { beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "#lib/account/mutations/accounts.ts";
import type { UserAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, lend, makeProject, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { createInvite, createInvitedAccount, joinProject, revokeInvite } from "./mutations.ts";
import { listAnnotators, listInvites, listMyProjects, readInvite } from "./queries.ts";

const requester = actForProject(PROJECT);
let accounts = 0;

beforeEach(async () => {
  await makeProject({ items: 6, perQuery: 3, people: 2, judgmentsPerItem: 2, golds: 2 });
  await pool.query("UPDATE project SET last_annotator_no = 2");
});

/** A signed-in person. The real gate needs a browser's session. */
async function newcomer(name = "Ada"): Promise<UserAccess> {
  const email = `person-${++accounts}@example.com`;
  const userId = await createAccount({ name, email, password: "correct horse battery" }, "annotator");
  return { userId, name, role: "annotator" } as UserAccess;
}

const setState = (state: string) => pool.query("UPDATE project SET state = $1", [state]);

describe("an invite", () => {
  test("shows what is asked: name, question, scale and how many items, gold among them", async () => {
    const invite = await readInvite(await createInvite(requester));
    expect(invite).toMatchObject({
      projectId: PROJECT,
      projectName: "Test",
      question: "How relevant?",
      projectState: "live",
      items: 6,
      isClosed: false,
    });
    expect(invite?.levels.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((v) => `Level ${v}`));
  });

  test("says nothing of the gold levels: no word of it names gold", async () => {
    expect(JSON.stringify(await readInvite(await createInvite(requester)))).not.toMatch(/gold/i);
  });

  test.each(["", "x".repeat(16), "a'; DROP TABLE invite; --", undefined, { not: "" }])(
    "is none for the code %j",
    async (code) => {
      await createInvite(requester);
      expect(await readInvite(code)).toBeNull();
    },
  );

  test("closes for good, and only within its own project", async () => {
    const code = await createInvite(requester);
    await expect(revokeInvite(actForProject("elsewhere"), code)).rejects.toMatchObject({ code: "not_found" });
    await revokeInvite(requester, code);
    await expect(revokeInvite(requester, code)).rejects.toMatchObject({ code: "not_found" });
    expect((await readInvite(code))?.isClosed).toBe(true);
    expect((await listInvites(requester))[0]?.revokedAt).toBeInstanceOf(Date);
  });
});

describe("joining", () => {
  test("gives the next number and a name of one's own, and opens the project", async () => {
    const code = await createInvite(requester);
    const access = await newcomer();
    expect(await joinProject(access, code)).toBe(PROJECT);
    expect(await listMyProjects(access)).toMatchObject([
      { projectId: PROJECT, standing: "probation", judged: 0 },
    ]);
    expect((await listAnnotators(requester)).at(-1)).toMatchObject({
      name: "Ada",
      pseudonym: expect.stringMatching(/^[a-z]+-[a-z]+-\d+$/),
      isSimulated: false,
    });
  });

  test("in eight tabs at once makes one annotator", async () => {
    const code = await createInvite(requester);
    const access = await newcomer();
    const joined = await Promise.all(Array.from({ length: 8 }, () => joinProject(access, code)));
    expect(new Set(joined)).toEqual(new Set([PROJECT]));
    expect(await prisma.annotator.count({ where: { userId: access.userId } })).toBe(1);
  });

  test("by twelve people at once gives twelve numbers and twelve names", async () => {
    const code = await createInvite(requester);
    const people = await Promise.all(Array.from({ length: 12 }, () => newcomer()));
    await Promise.all(people.map((access) => joinProject(access, code)));
    const real = (await listAnnotators(requester)).filter(({ name }) => name !== null);
    expect(new Set(real.map(({ no }) => no)).size).toBe(12);
    expect(new Set(real.map(({ pseudonym }) => pseudonym)).size).toBe(12);
  });

  test("is refused by a closed invite, but who is in stays in", async () => {
    const code = await createInvite(requester);
    const early = await newcomer();
    await joinProject(early, code);
    await revokeInvite(requester, code);
    await expect(joinProject(await newcomer(), code)).rejects.toMatchObject({ code: "conflict" });
    expect(await joinProject(early, code)).toBe(PROJECT);
  });

  test("is possible before the launch and in a pause, and not after the end", async () => {
    const code = await createInvite(requester);
    for (const state of ["draft", "paused"]) {
      await setState(state);
      expect(await joinProject(await newcomer(), code)).toBe(PROJECT);
    }
    await setState("ended");
    await expect(joinProject(await newcomer(), code)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is not possible by a code that never was", async () => {
    await expect(joinProject(await newcomer(), "x".repeat(16))).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an account by invite", () => {
  const ADDRESS = "198.51.100.7";
  const account = (email: string) => ({ name: "Eve", email, password: "correct horse battery" });

  test("is an annotator's, whatever else was wished for", async () => {
    const code = await createInvite(requester);
    await createInvitedAccount(code, { ...account("eve@example.com"), role: "admin" } as never, ADDRESS);
    const user = await prisma.user.findFirstOrThrow({ where: { email: "eve@example.com" } });
    expect(user.role).toBe("annotator");
  });

  test("is not made without a good invite", async () => {
    const code = await createInvite(requester);
    await revokeInvite(requester, code);
    for (const bad of [code, "x".repeat(16)]) {
      await expect(createInvitedAccount(bad, account("mallory@example.com"), ADDRESS)).rejects.toThrow();
    }
    expect(await prisma.user.count({ where: { email: "mallory@example.com" } })).toBe(0);
  });
});

test("weak passwords are refused as often as they are given, and then a good one is taken", async () => {
  const code = await createInvite(requester);
  const eve = { name: "Eve", email: "eve-again@example.com" };
  for (let n = 0; n < 8; n++) {
    const weak = createInvitedAccount(code, { ...eve, password: `password${n}` }, "198.51.100.7");
    await expect(weak).rejects.toMatchObject({ code: "invalid" });
  }
  await createInvitedAccount(code, { ...eve, password: "correct horse battery" }, "198.51.100.7");
  expect(await prisma.user.count({ where: { email: eve.email } })).toBe(1);
});

describe("the list of annotators", () => {
  test("counts what counts now and takes the median of what they took", async () => {
    for (const itemNo of [1, 2, 3]) await submitJudgment(person(1), answerTo(await lend(1, itemNo)));
    const [first, second] = await listAnnotators(requester);
    expect(first).toMatchObject({ no: 1, judgments: 3, unratable: 0, lastJudgmentAt: expect.any(Date) });
    expect(second).toMatchObject({ no: 2, judgments: 0, medianDurationMs: null, lastJudgmentAt: null });
  });

  test("is empty for another project", async () => {
    expect(await listAnnotators(actForProject("elsewhere"))).toEqual([]);
  });
});

describe("who can see the gold of a project and judges in it", () => {
  const marks = async (access: UserAccess) => {
    const { rows } = await pool.query<{ no: number }>("SELECT no FROM annotator WHERE user_id = $1", [
      access.userId,
    ]);
    const row = (await listAnnotators(requester)).find(({ no }) => no === rows[0]?.no);
    const own = (await listMyProjects(access))[0];
    return [row?.seesGold, own?.seesGold];
  };
  const HOW: Record<string, (userId: string) => Promise<unknown>> = {
    "a requester of it": (userId) =>
      pool.query("INSERT INTO member (project_id, user_id, role) VALUES ($1, $2, 'requester')", [
        PROJECT,
        userId,
      ]),
    "a reviewer of it": (userId) =>
      pool.query("INSERT INTO member (project_id, user_id, role) VALUES ($1, $2, 'reviewer')", [
        PROJECT,
        userId,
      ]),
    "who set gold in it": (userId) => pool.query("SELECT set_gold($1, 1, '{2}', '', $2)", [PROJECT, userId]),
    "an admin": (userId) => pool.query("UPDATE app_user SET role = 'admin' WHERE id = $1", [userId]),
  };

  test.each(Object.keys(HOW))("is marked, for themselves and for the requester: %s", async (who) => {
    const ada = await newcomer();
    await joinProject(ada, await createInvite(requester));
    expect(await marks(ada)).toEqual([false, false]);
    await HOW[who]?.(ada.userId);
    expect(await marks(ada)).toEqual([true, true]);
    const others = (await listAnnotators(requester)).filter(({ seesGold }) => !seesGold);
    expect(others.map(({ no }) => no)).toEqual([1, 2]);
  });

  test("is not who is a member elsewhere", async () => {
    const ada = await newcomer();
    await joinProject(ada, await createInvite(requester));
    await pool.query(
      "INSERT INTO project (id, name, question, relevant_from) VALUES ('elsewhere', 'Other', 'How good?', 4)",
    );
    await pool.query("INSERT INTO member (project_id, user_id, role) VALUES ('elsewhere', $1, 'requester')", [
      ada.userId,
    ]);
    expect(await marks(ada)).toEqual([false, false]);
  });
});
