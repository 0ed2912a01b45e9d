import { randomBytes } from "node:crypto";
import { spendLink } from "#lib/auth/one-time-link.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { can } from "#lib/auth/roles.ts";
import type { Account } from "#lib/auth/schema.ts";
import type { SessionUser } from "#lib/auth/session.ts";
import { prisma } from "#lib/database/client.ts";
import { AppError, isUniqueViolation } from "#lib/errors.ts";

export async function hasAdmin(): Promise<boolean> {
  return (await prisma.user.count({ where: { role: "admin" } })) > 0;
}

/** Creates the first admin with the one-time link that was printed at the start; a refusal leaves it good. */
export async function setUpAdmin(token: string, account: Account): Promise<void> {
  if (await hasAdmin())
    throw new AppError("conflict", "This installation has an admin already. Please sign in.");
  const data = await toRow(account, "admin");
  await refuseTakenEmail(
    prisma.$transaction(async (database) => {
      if (!(await spendLink(token, "set-up-admin", database))) {
        throw new AppError(
          "not_found",
          "This link was used already or has run out. Restart Assay for a fresh one.",
        );
      }
      await database.user.create({ data });
    }),
  );
}

export async function createAccount(
  account: Account,
  role: "admin" | "requester" | "annotator",
): Promise<string> {
  const data = await toRow(account, role);
  await refuseTakenEmail(prisma.user.create({ data, select: { id: true } }));
  return data.id;
}

async function toRow({ name, email, password }: Account, role: "admin" | "requester" | "annotator") {
  return { id: newId(), name, email, role, passwordHash: await hashPassword(password) };
}

async function refuseTakenEmail(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = "There is an account with this e-mail address. Please sign in.";
    throw new AppError("conflict", message, { email: message });
  }
}

/** Which sides of Assay are a person's own: projects they steer or look into, projects they judge in. */
export async function readSides(
  user: Pick<SessionUser, "userId" | "role">,
): Promise<{ isRequesting: boolean; isJudging: boolean }> {
  const where = { userId: user.userId };
  const [member, annotator] = await Promise.all([
    prisma.member.findFirst({ where, select: { projectId: true } }),
    prisma.annotator.findFirst({ where, select: { projectId: true } }),
  ]);
  return {
    isRequesting: can(user.role, "project:create") || member !== null,
    isJudging: can(user.role, "item:judge") || annotator !== null,
  };
}

/**
 * 72 random bits in twelve characters that are safe in a URL. None begins with "-": as the name of a file or
 * folder it would be an option to a shell, and in a cell a formula to a spreadsheet.
 */
export function newId(): string {
  const id = randomBytes(9).toString("base64url");
  return id.startsWith("-") ? newId() : id;
}
