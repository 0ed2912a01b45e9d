import "server-only";
import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#lib/database/pool.ts";
import { env } from "#lib/env.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const limiter = (keyPrefix: string, points: number, duration: number) =>
  new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration,
  });

// Wrong passwords. Nobody is locked out forever, and nobody can lock out somebody else: each wait ends, and a browser
// that has signed in before has its own tries.
const fromAddressToAccount = limiter("sign-in", 5, 15 * MINUTE);
const waits = limiter("sign-in-waits", Number.MAX_SAFE_INTEGER, 24 * HOUR);
const fromAddress = limiter("sign-in-from", 100, 15 * MINUTE);
// One address alone cannot reach this limit. Many addresses together are slowed down to two tries a minute.
const toAccount = limiter("sign-in-to", 50, HOUR);
const toAccountSlowly = limiter("sign-in-to-slowly", 1, MINUTE / 2);
const onKnownDevice = limiter("sign-in-device", 30, HOUR);

// A leaked invite link must not fill the database with accounts.
const byInvite = limiter("invite", 300, HOUR);
const byInviteFromAddress = limiter("invite-from", 120, HOUR);

const FIRST_WAIT = MINUTE;
const LONGEST_WAIT = 15 * MINUTE;

/** A permitted try. It is counted before its outcome is known, so that parallel tries cannot pass the limit. */
type Attempt = { count(): Promise<void>; giveBack(): Promise<void> };

type Stake = { limiter: RateLimiterPostgres; key: string };

/** A sign-in to an account from a network address. Null when there were too many wrong passwords lately. */
export async function beginSignIn(email: string, address: string): Promise<Attempt | null> {
  const pair: Stake = { limiter: fromAddressToAccount, key: keyOf(email, networkOf(address)) };
  const stakes = [pair, { limiter: fromAddress, key: keyOf(networkOf(address)) }];
  const left = await takeAll(stakes);
  if (left === null) return null;
  const account: Stake = { limiter: toAccount, key: keyOf(email) };
  if ((await take(account)) === null && (await take({ ...account, limiter: toAccountSlowly })) === null) {
    await giveBack(stakes);
    return null;
  }
  return {
    count: async () => (left[0] === 0 ? makeWait(pair) : undefined),
    giveBack: () => giveBack([...stakes, account]),
  };
}

/** A sign-in from a browser that has signed in to the account before, for when others have used up the tries. */
export function beginOnKnownDevice(deviceId: string): Promise<Attempt | null> {
  return begin([{ limiter: onKnownDevice, key: keyOf(deviceId) }]);
}

/** A one-time link that is used from a network address. */
export function beginByLink(address: string): Promise<Attempt | null> {
  return begin([{ limiter: fromAddress, key: keyOf(networkOf(address)) }]);
}

/**
 * A new account through an invite. It counts as a wrong password for its e-mail address, with or without an account:
 * creating accounts must not be a way to try passwords. A try that is given back still counts for the invite and the
 * network address.
 */
export async function beginInvitedAccount(
  code: string,
  email: string,
  address: string,
): Promise<Attempt | null> {
  const network = networkOf(address);
  if ((await take({ limiter: byInviteFromAddress, key: keyOf(code, network) })) === null) return null;
  const pair: Stake = { limiter: fromAddressToAccount, key: keyOf(email, network) };
  const stakes = [pair, { limiter: toAccount, key: keyOf(email) }, { limiter: byInvite, key: keyOf(code) }];
  const left = await takeAll(stakes);
  if (left === null) return null;
  return {
    count: async () => (left[0] === 0 ? makeWait(pair) : undefined),
    giveBack: () => giveBack(stakes),
  };
}

async function begin(stakes: readonly Stake[]): Promise<Attempt | null> {
  if ((await takeAll(stakes)) === null) return null;
  return { count: async () => undefined, giveBack: () => giveBack(stakes) };
}

/** Takes one point from each limiter and returns how many are left, or takes none and returns null when one is empty. */
async function takeAll(stakes: readonly Stake[]): Promise<number[] | null> {
  const left: number[] = [];
  for (const stake of stakes) {
    const points = await take(stake);
    if (points === null) {
      await giveBack(stakes.slice(0, left.length));
      return null;
    }
    left.push(points);
  }
  return left;
}

async function take(stake: Stake): Promise<number | null> {
  try {
    return (await stake.limiter.consume(stake.key)).remainingPoints;
  } catch (error) {
    if (error instanceof RateLimiterRes) return null;
    throw error;
  }
}

async function giveBack(stakes: readonly Stake[]): Promise<void> {
  for (const stake of stakes) await stake.limiter.reward(stake.key);
}

/** The last of the tries was wrong: a wait of one minute, each time twice as long, then new tries. */
async function makeWait(pair: Stake): Promise<void> {
  const { consumedPoints } = await waits.penalty(pair.key);
  const seconds = Math.min(FIRST_WAIT * 2 ** (consumedPoints - 1), LONGEST_WAIT);
  await pair.limiter.block(pair.key, seconds);
}

/** A household or server has a whole /64 of IPv6, so its addresses count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [front = "", back] = (address.split("%")[0] ?? "").split("::");
  const head = front === "" ? [] : front.split(":");
  const tail = back ? back.split(":") : [];
  const zeros = back === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

// The keys are hashes, because e-mail and network addresses are stored only in the user table.
function keyOf(...parts: readonly string[]): string {
  return createHmac("sha256", env.AUTH_SECRET).update(JSON.stringify(parts)).digest("base64url");
}
