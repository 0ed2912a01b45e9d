import { beforeEach, describe, expect, test } from "vitest";
import { type Device, openDevice, sealDevice } from "#lib/auth/device.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { createAccount } from "./accounts.ts";
import { checkPassword } from "./check-password.ts";
import { beginByLink, beginInvitedAccount, beginSignIn } from "./tries.ts";

const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
const OWN = { email: ADA.email, password: ADA.password };
const HERE = "198.51.100.7";

let nobody: Device;
let userId: string;

beforeEach(async () => {
  await pool.query("DELETE FROM rate_limit");
  await prisma.user.deleteMany();
  userId = await createAccount(ADA, "annotator");
  nobody = await openDevice(undefined);
});

type Try = Partial<Parameters<typeof checkPassword>[0]>;

const attempt = (given: Try = {}) => checkPassword({ ...OWN, address: HERE, device: nobody, ...given });
const guess = (given: Try = {}) => attempt({ password: "wrong horse battery", ...given });

/** Wrong passwords one after the other, without the work of comparing them. */
async function misses(
  count: number,
  given: (n: number) => { email?: string; address?: string } = () => ({}),
) {
  const outcomes = [];
  for (let n = 0; n < count; n++) {
    const { email = ADA.email, address = HERE } = given(n);
    const begun = await beginSignIn(email, address);
    await begun?.count();
    outcomes.push(begun ? "wrong" : "too_many");
  }
  return outcomes;
}

/** Moves every limit this many seconds ahead. */
const pass = (seconds: number) => pool.query("UPDATE rate_limit SET expire = expire - $1", [seconds * 1000]);

describe("wrong passwords", () => {
  test("are five in a row from one address to one account, then even the right one has to wait", async () => {
    for (let n = 0; n < 5; n++) expect(await guess()).toBe("wrong");
    expect(await guess()).toBe("too_many");
    expect(await attempt()).toBe("too_many");
    await pass(60);
    expect(await attempt()).toMatchObject({ id: userId });
  });

  test("make the wait longer each time, up to a quarter of an hour and never for good", async () => {
    for (const minutes of [1, 2, 4, 8, 15, 15, 15]) {
      expect(await misses(6)).toEqual([...Array(5).fill("wrong"), "too_many"]);
      await pass(60 * minutes - 2);
      expect(await guess()).toBe("too_many");
      await pass(2);
    }
    expect(await attempt()).toMatchObject({ id: userId });
  });

  test("from one address do not stop the right one from another", async () => {
    await misses(20);
    expect(await attempt({ address: "203.0.113.9" })).toMatchObject({ id: userId });
  });

  test("count as one address from a whole /64 of IPv6", async () => {
    await misses(5, (n) => ({ address: `2001:db8:1:2::${n}` }));
    expect(await guess({ address: "2001:db8:1:2:ffff::1" })).toBe("too_many");
    expect(await guess({ address: "2001:db8:1:3::1" })).toBe("wrong");
    expect(await guess({ address: "2001:db8::1" })).toBe("wrong");
  });

  test("that come all at once are counted before they are looked at", async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => guess()));
    expect(outcomes.filter((outcome) => outcome === "wrong")).toHaveLength(5);
  });

  test("for many accounts from one address run into its own limit", async () => {
    const names = (n: number) => ({ email: `person-${n}@example.com` });
    const outcomes = await misses(101, names);
    expect(outcomes.slice(0, 100)).toEqual(Array(100).fill("wrong"));
    expect(outcomes[100]).toBe("too_many");
    expect(await attempt({ address: "203.0.113.9" })).toMatchObject({ id: userId });
  });

  test("for one account from many addresses slow it down, and do not stop it", async () => {
    const outcomes = await misses(60, (n) => ({ address: `203.0.113.${n}` }));
    expect(outcomes.filter((outcome) => outcome === "wrong")).toHaveLength(51);
    expect(await attempt()).toBe("too_many");
    await pass(30);
    expect(await attempt()).toMatchObject({ id: userId });
  });

  test("are answered the same for an account that does not exist", async () => {
    for (let n = 0; n < 7; n++) expect(await guess({ email: "nobody@example.com" })).toBe(await guess());
  });
});

test("right passwords do not count, and do not wipe out wrong ones", async () => {
  for (let n = 0; n < 12; n++) expect(await attempt()).toMatchObject({ id: userId });
  await misses(4);
  expect(await attempt()).toMatchObject({ id: userId });
  expect(await misses(2)).toEqual(["wrong", "too_many"]);
});

test("no e-mail or network address is kept in the limits", async () => {
  await misses(6);
  const { rows } = await pool.query<{ key: string }>("SELECT key FROM rate_limit");
  expect(rows.map(({ key }) => key).join()).not.toMatch(/ada|198/);
});

describe("a browser that has signed in to the account", () => {
  const known = async (account = { id: userId, sessionVersion: 1 }) =>
    openDevice(await sealDevice(nobody, account));

  test("gets in with the right password whatever others do", async () => {
    const device = await known();
    await misses(60, (n) => ({ address: `203.0.113.${n}` }));
    await misses(10);
    expect(await attempt()).toBe("too_many");
    expect(await attempt({ device })).toMatchObject({ id: userId });
  });

  test("gets in after ten wrong tries of its own, and cannot try for ever", async () => {
    const device = await known();
    for (let n = 0; n < 15; n++) expect(await guess({ device })).toBe("wrong");
    expect(await attempt({ device })).toMatchObject({ id: userId });
    for (let n = 0; n < 20; n++) await guess({ device });
    expect(await guess({ device })).toBe("too_many");
  });

  test("is a stranger to every other account", async () => {
    const device = await known({ id: "somebody-else", sessionVersion: 1 });
    await misses(6);
    expect(await attempt({ device })).toBe("too_many");
  });

  test("is a stranger to another account of the same e-mail address", async () => {
    const other = await createAccount({ ...ADA, password: "several unrelated words" }, "annotator");
    const device = await known({ id: other, sessionVersion: 1 });
    await misses(6);
    expect(await attempt({ device })).toBe("wrong");
    expect(await attempt({ device, password: "several unrelated words" })).toMatchObject({ id: other });
  });

  test("is a stranger after signing out everywhere", async () => {
    const device = await known();
    await prisma.user.update({ where: { id: userId }, data: { sessionVersion: 2 } });
    await misses(6);
    expect(await attempt({ device })).toBe("too_many");
  });

  test("is a stranger with a cookie that we have not made", async () => {
    const cookie = await sealDevice(nobody, { id: userId, sessionVersion: 1 });
    for (const forged of [
      `${cookie.slice(0, -4)}AAAA`,
      "x",
      JSON.stringify({ accounts: [{ id: userId }] }),
    ]) {
      expect((await openDevice(forged)).accounts).toEqual([]);
    }
  });
});

describe("several accounts of one e-mail address", () => {
  test("are told apart by their passwords", async () => {
    const second = await createAccount({ ...ADA, password: "several unrelated words" }, "annotator");
    expect(await attempt()).toMatchObject({ id: userId });
    expect(await attempt({ password: "several unrelated words" })).toMatchObject({ id: second });
    expect(await guess()).toBe("wrong");
  });

  test("cost one computation: they share cost and salt, however they were made at once", async () => {
    const words = ["anchor", "bishop", "candle", "dragon"].map((word) => `${word} and unrelated words`);
    const email = "new@example.com";
    await Promise.all(words.map((password) => createAccount({ ...ADA, email, password }, "annotator")));
    const rows = await prisma.user.findMany({ where: { email }, select: { passwordHash: true } });
    const salts = rows.map(({ passwordHash }) => passwordHash?.split("$").slice(0, -1).join("$"));
    expect(rows).toHaveLength(4);
    expect(new Set(salts).size).toBe(1);
  });

  test("are one where the password is the same too", async () => {
    expect(await createAccount({ ...ADA, name: "Ada again" }, "annotator")).toBe(userId);
    expect(await prisma.user.findMany({ select: { name: true } })).toEqual([{ name: "Ada" }]);
  });
});

test("making accounts for an e-mail address is no way to try its passwords", async () => {
  const outcomes = [];
  for (let n = 0; n < 6; n++) {
    const begun = await beginInvitedAccount("an-invite", ADA.email, HERE);
    await begun?.count();
    outcomes.push(begun !== null);
  }
  expect(outcomes).toEqual([true, true, true, true, true, false]);
  expect(await attempt()).toBe("too_many");
});

test("one invite lets only so many accounts in from one address", async () => {
  const begin = (n: number, address = HERE) => beginInvitedAccount("an-invite", `${n}@example.com`, address);
  for (let n = 0; n < 120; n++) expect(await begin(n)).not.toBeNull();
  expect(await begin(120)).toBeNull();
  expect(await begin(121, "203.0.113.9")).not.toBeNull();
});

test("one-time links that are wrong are counted by address, right ones are not", async () => {
  for (let n = 0; n < 120; n++) await (await beginByLink(HERE))?.giveBack();
  for (let n = 0; n < 100; n++) await (await beginByLink(HERE))?.count();
  expect(await beginByLink(HERE)).toBeNull();
});
