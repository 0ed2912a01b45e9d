import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeEach, expect, test } from "vitest";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { setUpAdmin } from "./mutations/accounts.ts";
import { createOneTimeLink } from "./mutations/one-time-link.ts";
import { isLinkGood } from "./queries.ts";

const DEMO = ["demo-requester", "demo-annotator"];
const MARA = { name: "Mara", email: "mara@example.com", password: "correct horse battery staple" };

beforeEach(async () => {
  await prisma.oneTimeLink.deleteMany();
  await prisma.user.deleteMany();
  await prisma.user.createMany({ data: DEMO.map((id) => ({ id, name: id, role: "requester" })) });
});

const tokenOf = (path: string) => path.split("/").at(-1) ?? "";

/** What a start prints. */
async function printedAtStart(...people: string[]): Promise<string[]> {
  const words = ["--conditions=react-server", "scripts/supervise/links.ts", ...people];
  const { stdout } = await promisify(execFile)("node_modules/.bin/node", words);
  return Object.keys(JSON.parse(stdout) as object).sort();
}

test("a start makes links into the demo until there is an admin, and none afterwards", async () => {
  expect(await printedAtStart(...DEMO)).toEqual(["demo-annotator", "demo-requester", "set-up"]);
  await setUpAdmin(tokenOf(await createOneTimeLink({ purpose: "set-up-admin" })), MARA);
  expect(await printedAtStart(...DEMO)).toEqual([]);
});

test("links into the demo that were printed before stop working when the first admin is made", async () => {
  const links = await Promise.all(DEMO.map((userId) => createOneTimeLink({ purpose: "sign-in", userId })));
  await setUpAdmin(tokenOf(await createOneTimeLink({ purpose: "set-up-admin" })), MARA);
  for (const link of links) expect(await isLinkGood(tokenOf(link), "sign-in")).toBe(false);
});

test("a start removes links into the demo that an earlier version left behind", async () => {
  const link = await createOneTimeLink({ purpose: "sign-in", userId: "demo-requester" });
  await prisma.user.create({ data: { id: "admin", name: "Mara", role: "admin" } });
  await printedAtStart(...DEMO);
  expect(await isLinkGood(tokenOf(link), "sign-in")).toBe(false);
});

test("whoever is in the demo is signed out when the first admin is made", async () => {
  await pool.query(
    `INSERT INTO session (id, user_id, expires_at) SELECT 'session-of-' || id, id, now() + interval '1 day' FROM app_user`,
  );
  await setUpAdmin(tokenOf(await createOneTimeLink({ purpose: "set-up-admin" })), MARA);
  expect((await pool.query("SELECT id FROM session")).rows).toEqual([]);
});

test("other people's links are made with an admin too", async () => {
  await prisma.user.create({ data: { id: "admin", name: "Mara", role: "admin" } });
  expect(await printedAtStart("admin", ...DEMO)).toEqual(["admin"]);
});
