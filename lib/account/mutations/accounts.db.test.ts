import { beforeEach, describe, expect, test } from "vitest";
import { hasAdmin, isLinkGood, readLinkName, readSides } from "#lib/account/queries.ts";
import { prisma } from "#lib/database/client.ts";
import { newId } from "#lib/database/new-id.ts";
import { createAccount, setUpAdmin } from "./accounts.ts";
import { createOneTimeLink, redeemSignInLink, spendLink } from "./one-time-link.ts";
import { matchPassword } from "./passwords.ts";

const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };

beforeEach(async () => {
  await prisma.oneTimeLink.deleteMany();
  await prisma.user.deleteMany();
});

const tokenOf = (path: string) => path.split("/").at(-1) ?? "";

/** Lets every link expire. */
async function letTimePass(): Promise<void> {
  await prisma.oneTimeLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
}

describe("the set-up link", () => {
  test("makes the first admin, whose password works and is not stored", async () => {
    const token = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    await setUpAdmin(token, ADA);

    const user = await prisma.user.findFirstOrThrow({ where: { email: ADA.email } });
    expect(user.role).toBe("admin");
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    const hashes = [user.passwordHash ?? ""];
    expect(await matchPassword(ADA.password, hashes)).toBe(user.passwordHash);
    expect(await matchPassword("another password", hashes)).toBeNull();
  });

  test("does nothing once there is an admin, even when a good one is left", async () => {
    await setUpAdmin(tokenOf(await createOneTimeLink({ purpose: "set-up-admin" })), ADA);
    const another = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    await expect(setUpAdmin(another, { ...ADA, email: "eve@example.com" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await prisma.user.count()).toBe(1);
  });

  test("makes one admin of two who press at once", async () => {
    const token = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    const tries = await Promise.allSettled(
      ["a", "b", "c", "d"].map((name) => setUpAdmin(token, { ...ADA, email: `${name}@example.com` })),
    );
    expect(tries.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    expect(await prisma.user.count()).toBe(1);
  });

  test("makes an admin whose e-mail address somebody else has given before", async () => {
    const squatter = await createAccount({ ...ADA, password: "several unrelated words" }, "annotator");
    await setUpAdmin(tokenOf(await createOneTimeLink({ purpose: "set-up-admin" })), ADA);
    const admin = await prisma.user.findFirstOrThrow({ where: { role: "admin" } });
    expect(admin.email).toBe(ADA.email);
    expect(admin.id).not.toBe(squatter);
  });

  test("makes no admin of an account that exists, and stays good", async () => {
    await createAccount(ADA, "annotator");
    const token = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    await expect(setUpAdmin(token, ADA)).rejects.toMatchObject({
      code: "conflict",
      fields: { password: expect.stringContaining("another password") },
    });
    expect(await hasAdmin()).toBe(false);
    expect(await isLinkGood(token, "set-up-admin")).toBe(true);
  });

  test("is refused when it has run out, was replaced or never was", async () => {
    const old = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    const fresh = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    await expect(setUpAdmin(old, ADA)).rejects.toMatchObject({ code: "not_found" });
    await letTimePass();
    await expect(setUpAdmin(fresh, ADA)).rejects.toMatchObject({ code: "not_found" });
    await expect(setUpAdmin("x".repeat(32), ADA)).rejects.toMatchObject({ code: "not_found" });
    expect(await prisma.user.count()).toBe(0);
  });
});

describe("a sign-in link", () => {
  test("stands for its person and is spent once, however many use it at once", async () => {
    const userId = await createAccount(ADA, "requester");
    const token = tokenOf(await createOneTimeLink({ purpose: "sign-in", userId }));
    const people = await Promise.all(Array.from({ length: 8 }, () => redeemSignInLink(token)));
    expect(people.filter((person) => person !== null)).toEqual([{ id: userId, sessionVersion: 1 }]);
    expect(await redeemSignInLink(token)).toBeNull();
  });

  test("says whom it stands for without being spent, and nothing once it was", async () => {
    const userId = await createAccount(ADA, "requester");
    const token = tokenOf(await createOneTimeLink({ purpose: "sign-in", userId }));
    expect(await readLinkName(token)).toBe("Ada");
    expect(await readLinkName(token)).toBe("Ada");
    expect(await redeemSignInLink(token)).not.toBeNull();
    expect(await readLinkName(token)).toBeNull();
  });

  test("is nothing when it has run out", async () => {
    const userId = await createAccount(ADA, "requester");
    const token = tokenOf(await createOneTimeLink({ purpose: "sign-in", userId }));
    await letTimePass();
    expect(await isLinkGood(token, "sign-in")).toBe(false);
    expect(await redeemSignInLink(token)).toBeNull();
  });

  test("does not set up an admin, nor does a set-up link sign anybody in", async () => {
    const userId = await createAccount(ADA, "requester");
    const signIn = tokenOf(await createOneTimeLink({ purpose: "sign-in", userId }));
    const setUp = tokenOf(await createOneTimeLink({ purpose: "set-up-admin" }));
    expect(await spendLink(signIn, "set-up-admin")).toBe(false);
    expect(await redeemSignInLink(setUp)).toBeNull();
  });

  test("is stored as a hash only", async () => {
    const userId = await createAccount(ADA, "requester");
    const token = tokenOf(await createOneTimeLink({ purpose: "sign-in", userId }));
    const [link] = await prisma.oneTimeLink.findMany();
    expect(JSON.stringify(link)).not.toContain(token);
    expect(Buffer.from(link?.tokenHash ?? []).toString()).not.toContain(token);
  });
});

describe("an account", () => {
  test("has a hash of before, whose salt another account of its address takes", async () => {
    const passwordHash =
      "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$quyusfeeuAGbpiw09i+j4VKJ+I/5h3mugd4HghmS/x8";
    await prisma.user.create({ data: { id: "old", name: "Ada", email: ADA.email, passwordHash } });
    await createAccount({ ...ADA, password: "several unrelated words" }, "annotator");
    expect(await matchPassword(ADA.password, [passwordHash])).toBe(passwordHash);
    const [salt] = new Set(
      (await prisma.user.findMany()).map((user) => user.passwordHash?.split("$").at(-2)),
    );
    expect(salt).toBe("AAECAwQFBgcICQoLDA0ODw");
  });

  test("shows the sides that are its own: by role, by membership, by judging", async () => {
    const annotator = { userId: await createAccount(ADA, "annotator"), role: "annotator" as const };
    const requester = {
      userId: await createAccount({ ...ADA, email: "r@example.com" }, "requester"),
      role: "requester" as const,
    };
    expect(await readSides(annotator)).toEqual({ isRequesting: false, isJudging: true });
    expect(await readSides(requester)).toEqual({ isRequesting: true, isJudging: false });
  });
});

test("No id begins with a hyphen: a shell would take it for an option, a spreadsheet for a formula", () => {
  const ids = Array.from({ length: 5000 }, newId);
  expect(ids.filter((id) => !/^[\w][\w-]{11}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(5000);
});
