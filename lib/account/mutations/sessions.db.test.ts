import { beforeEach, expect, test } from "vitest";
import { prisma } from "#lib/database/client.ts";
import { closeSession, openSession, readHolder, removeExpired } from "./sessions.ts";

const ADA = { id: "ada", name: "Ada", role: "annotator" };

beforeEach(async () => {
  await prisma.user.deleteMany();
  await prisma.user.createMany({ data: [ADA, { ...ADA, id: "ben", name: "Ben" }] });
});

const claimsOf = (sessionId: string, userId = "ada", sessionVersion = 1) => ({
  sessionId,
  userId,
  sessionVersion,
});

test("a session is its person's until it is closed, and closing one leaves the others open", async () => {
  const [here, there] = [await openSession("ada"), await openSession("ada")];
  expect(await readHolder(claimsOf(here))).toEqual({ userId: "ada", name: "Ada", role: "annotator" });
  await closeSession(here);
  expect(await readHolder(claimsOf(here))).toBeNull();
  expect(await readHolder(claimsOf(there))).toMatchObject({ userId: "ada" });
});

test("a session is nobody else's and no other version's", async () => {
  const id = await openSession("ada");
  expect(await readHolder(claimsOf(id, "ben"))).toBeNull();
  expect(await readHolder(claimsOf(id, "ada", 2))).toBeNull();
  expect(await readHolder(claimsOf("never-opened"))).toBeNull();
});

test("signing out everywhere ends every session at once", async () => {
  const id = await openSession("ada");
  await prisma.user.update({ where: { id: "ada" }, data: { sessionVersion: { increment: 1 } } });
  expect(await readHolder(claimsOf(id))).toBeNull();
});

test("what has expired counts no more and is removed, what has not stays", async () => {
  const [old, fresh] = [await openSession("ada"), await openSession("ada")];
  const past = new Date(Date.now() - 1000);
  await prisma.session.update({ where: { id: old }, data: { expiresAt: past } });
  const link = { purpose: "sign-in", userId: "ada" };
  await prisma.oneTimeLink.create({ data: { ...link, tokenHash: new Uint8Array([1]), expiresAt: past } });
  const later = new Date(Date.now() + 3_600_000);
  await prisma.oneTimeLink.create({ data: { ...link, tokenHash: new Uint8Array([2]), expiresAt: later } });
  expect(await readHolder(claimsOf(old))).toBeNull();
  await removeExpired();
  expect((await prisma.session.findMany()).map(({ id }) => id)).toEqual([fresh]);
  expect(await prisma.oneTimeLink.count()).toBe(1);
});
