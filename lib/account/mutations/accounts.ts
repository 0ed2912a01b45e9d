import "server-only";
import { spendLink } from "#lib/account/mutations/one-time-link.ts";
import { refuseWeakPassword } from "#lib/account/mutations/password-strength.ts";
import { hashPassword } from "#lib/account/mutations/passwords.ts";
import { hasAdmin, isLinkGood } from "#lib/account/queries.ts";
import { DEMO_PEOPLE } from "#lib/account/rules.ts";
import type { Account } from "#lib/account/schema.ts";
import { prisma } from "#lib/database/client.ts";
import { newId } from "#lib/database/new-id.ts";
import { AppError } from "#lib/errors.ts";

type Database = Pick<typeof prisma, "$executeRaw" | "oneTimeLink" | "session" | "user">;

// The hash of a password is computed within the transaction, and on a busy machine it waits for others.
const PATIENCE = { maxWait: 10_000, timeout: 30_000 };

/** Creates the first admin with the one-time link that the start printed. A refused try does not use up the link. */
export async function setUpAdmin(token: string, account: Account): Promise<void> {
  if (await hasAdmin()) throw new AppError("conflict", "This installation already has an admin. Sign in.");
  if (!(await isLinkGood(token, "set-up-admin"))) throw spent();
  await refuseWeakPassword(account);
  await prisma.$transaction(async (database) => {
    if (!(await spendLink(token, "set-up-admin", database))) throw spent();
    const { isNew } = await insertAccount(database, account, "admin");
    if (!isNew) {
      const message = "An account with this e-mail address and password exists. Choose another password.";
      throw new AppError("conflict", message, { password: message });
    }
    await closeDemo(database);
  }, PATIENCE);
}

function spent(): AppError {
  return new AppError("not_found", "This link was used or has expired. Restart Assay to get a new link.");
}

/** Once there is an admin, nobody can sign in as a demo person: the demo links stop working and the demo sessions end. */
export async function closeDemo(database: Database = prisma): Promise<void> {
  const where = { userId: { in: DEMO_PEOPLE } };
  await database.oneTimeLink.deleteMany({ where });
  await database.session.deleteMany({ where });
}

/**
 * The account with this e-mail address and password: a new one, or the existing one. An address that has an account with
 * another password gets a second account, so that nobody learns which addresses have accounts.
 */
export async function createAccount(
  account: Account,
  role: "admin" | "requester" | "annotator",
): Promise<string> {
  await refuseWeakPassword(account);
  const { id } = await prisma.$transaction((database) => insertAccount(database, account, role), PATIENCE);
  return id;
}

async function insertAccount(database: Database, { name, email, password }: Account, role: string) {
  // One at a time per address: all accounts of an address use the salt of the first.
  await database.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`account/${email}`}, 0))`;
  const select = { id: true, passwordHash: true };
  const first = await database.user.findFirst({ where: { email, passwordHash: { not: null } }, select });
  const passwordHash = await hashPassword(password, first?.passwordHash);
  const own = await database.user.findFirst({ where: { email, passwordHash }, select });
  if (own) return { id: own.id, isNew: false };
  const { id } = await database.user.create({
    data: { id: newId(), name, email, role, passwordHash },
    select,
  });
  return { id, isNew: true };
}
