import { beforeEach, describe, expect, test } from "vitest";
import { isLinkGood } from "#lib/account/queries.ts";
import { prisma } from "#lib/database/client.ts";
import { createAccount, setUpAdmin } from "./accounts.ts";
import { createOneTimeLink } from "./one-time-link.ts";

const ADA = { name: "Ada Lovelace", email: "countess.lovelace@example.com" };

const WEAK = [
  ["ten blanks", " ".repeat(10)],
  ["ten equal letters", "a".repeat(10)],
  ["a common password with digits behind it", "password123"],
  ["a common password in full-width letters", "ｐａｓｓｗｏｒｄ１２３"],
  ["a row of keys", "qwertyuiop"],
  ["digits in order", "1234567890"],
  ["a repeated word", "hunter2hunter2"],
  ["the own e-mail address", ADA.email],
  ["the own name", "Ada Lovelace1"],
  ["invisible letters", "\u200b".repeat(10)],
] as const;

beforeEach(async () => {
  await prisma.oneTimeLink.deleteMany();
  await prisma.user.deleteMany();
});

describe("a password that is easy to guess makes no account", () => {
  test.each(WEAK)("%s", async (_, password) => {
    await expect(createAccount({ ...ADA, password }, "annotator")).rejects.toMatchObject({
      code: "invalid",
      fields: { password: expect.stringContaining("easy to guess") },
    });
    const token = (await createOneTimeLink({ purpose: "set-up-admin" })).split("/").at(-1) ?? "";
    await expect(setUpAdmin(token, { ...ADA, password })).rejects.toMatchObject({ code: "invalid" });
    expect(await isLinkGood(token, "set-up-admin")).toBe(true);
    expect(await prisma.user.count()).toBe(0);
  });
});

test.each([
  "correct horse battery staple",
  "lighthouse-pickle",
  "Ada likes long walks",
  "ñandú söker 犬小屋 ok",
])("%s is taken", async (password) => {
  await createAccount({ ...ADA, password }, "annotator");
  expect(await prisma.user.count()).toBe(1);
});

test("the longest password that the form takes is judged as well", async () => {
  await expect(createAccount({ ...ADA, password: "p4ssw0rd".repeat(25) }, "annotator")).rejects.toMatchObject(
    {
      code: "invalid",
    },
  );
});
