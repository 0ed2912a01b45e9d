import { randomBytes } from "node:crypto";
import { spendLink } from "#lib/auth/one-time-link.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import type { Account } from "#lib/auth/schema.ts";
import { prisma } from "#lib/database/client.ts";
import { AppError, isUniqueViolation } from "#lib/errors.ts";

export async function hasAdmin(): Promise<boolean> {
  return (await prisma.user.count({ where: { role: "admin" } })) > 0;
}

/** Creates the first admin with the one-time link that was printed at the start. */
export async function setUpAdmin(token: string, account: Account): Promise<void> {
  if (await hasAdmin())
    throw new AppError("conflict", "This installation has an admin already. Please sign in.");
  if (!(await spendLink(token, "set-up-admin"))) {
    throw new AppError(
      "not_found",
      "This link was used already or has run out. Restart Assay for a fresh one.",
    );
  }
  await createAccount(account, "admin");
}

export async function createAccount(
  account: Account,
  role: "admin" | "requester" | "annotator",
): Promise<string> {
  const id = newId();
  try {
    await prisma.user.create({
      data: {
        id,
        name: account.name,
        email: account.email,
        role,
        passwordHash: await hashPassword(account.password),
      },
    });
    return id;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = "There is an account with this e-mail address. Please sign in.";
    throw new AppError("conflict", message, { email: message });
  }
}

/** 72 random bits in twelve characters that are safe in a URL. */
export function newId(): string {
  return randomBytes(9).toString("base64url");
}
