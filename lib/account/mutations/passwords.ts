import "server-only";
import { timingSafeEqual } from "node:crypto";
import { hash, parseOptions } from "@node-rs/argon2";

// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Computed for unknown addresses too, so that they take as long as known ones.
let decoy: Promise<string> | undefined;

/**
 * A hash to store. Several accounts can have the same e-mail address. All of them use the cost and the salt of the
 * first, given as `like`, so that one computation compares a password with all of them.
 */
export function hashPassword(password: string, like: string | null = null): Promise<string> {
  return hash(password.normalize("NFKC"), like === null ? COST : settingsOf(like));
}

/**
 * The hash that belongs to the password, or null. It takes the same time for no, one or several hashes that share a
 * salt. Hashes with other salts are compared as well.
 */
export async function matchPassword(password: string, hashes: readonly string[]): Promise<string | null> {
  decoy ??= hashPassword(crypto.randomUUID());
  const patterns = new Map(hashes.map((known) => [prefixOf(known), known]));
  if (patterns.size === 0) patterns.set("", await decoy);
  const computed = await Promise.all([...patterns.values()].map((like) => hashPassword(password, like)));
  return hashes.find((known) => computed.some((own) => isSame(own, known))) ?? null;
}

// $argon2id$v=19$m=19456,t=2,p=1$salt$digest: everything before the digest says how it is computed.
function prefixOf(encoded: string): string {
  return encoded.slice(0, encoded.lastIndexOf("$"));
}

function settingsOf(encoded: string) {
  const { memoryCost, timeCost, parallelism, outputLen } = parseOptions(encoded);
  const salt = Buffer.from(encoded.split("$").at(-2) ?? "", "base64");
  return { memoryCost, timeCost, parallelism, outputLen, salt };
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
