import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#lib/database/pool.ts";

const table = { storeClient: pool, tableName: "rate_limit", tableCreated: true } as const;

// Slows guessing down without locking anybody out for good: the windows simply pass.
const perAccount = new RateLimiterPostgres({ ...table, keyPrefix: "account", points: 10, duration: 300 });
const perAddress = new RateLimiterPostgres({ ...table, keyPrefix: "address", points: 100, duration: 300 });

/** False when this account or this address has tried too often lately. */
export async function spendSignInAttempt(email: string, address: string): Promise<boolean> {
  try {
    await Promise.all([perAccount.consume(email), perAddress.consume(address)]);
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}
