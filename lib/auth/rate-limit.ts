import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#lib/database/pool.ts";

const table = { storeClient: pool, tableName: "rate_limit", tableCreated: true } as const;

// Slows guessing down without locking anybody out for good: the windows simply pass.
const perAccount = new RateLimiterPostgres({ ...table, keyPrefix: "account", points: 10, duration: 300 });
const perAddress = new RateLimiterPostgres({ ...table, keyPrefix: "address", points: 100, duration: 300 });
// An invite link that got into the wrong hands must not fill the database with accounts.
const perInvite = new RateLimiterPostgres({ ...table, keyPrefix: "invite", points: 300, duration: 3600 });

/** False when this account or this address has tried too often lately. */
export async function spendSignInAttempt(email: string, address: string): Promise<boolean> {
  return isWithin(Promise.all([perAccount.consume(email), perAddress.consume(address)]));
}

/** False when too many accounts came by this invite lately. */
export async function spendInvitedAccount(code: string): Promise<boolean> {
  return isWithin(perInvite.consume(code));
}

async function isWithin(consuming: Promise<unknown>): Promise<boolean> {
  try {
    await consuming;
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}
