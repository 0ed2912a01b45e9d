import "server-only";
import { randomBytes } from "node:crypto";
import { hashToken } from "#lib/account/queries.ts";
import { tokenSchema } from "#lib/account/schema.ts";
import { prisma } from "#lib/database/client.ts";

const LIFETIME_HOURS = 24;

/** The path of a new link that works once, within a day. Earlier unused links of the same kind stop working. */
export async function createOneTimeLink(
  target: { purpose: "set-up-admin" } | { purpose: "sign-in"; userId: string },
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const userId = target.purpose === "sign-in" ? target.userId : null;
  await prisma.$transaction([
    prisma.oneTimeLink.deleteMany({ where: { purpose: target.purpose, userId } }),
    prisma.oneTimeLink.create({
      data: {
        tokenHash: hashToken(token),
        purpose: target.purpose,
        userId,
        expiresAt: new Date(Date.now() + LIFETIME_HOURS * 3_600_000),
      },
    }),
  ]);
  return target.purpose === "set-up-admin" ? `/set-up/${token}` : `/enter/${token}`;
}

/**
 * Uses up the link. False when it was used, has expired or never existed. Of two at the same time, one succeeds. Within
 * a transaction, the link is used up only if the transaction commits.
 */
export async function spendLink(
  token: unknown,
  purpose: "set-up-admin" | "sign-in",
  database: Pick<typeof prisma, "oneTimeLink"> = prisma,
): Promise<boolean> {
  const parsed = tokenSchema.safeParse(token);
  if (!parsed.success) return false;
  const { count } = await database.oneTimeLink.updateMany({
    where: { tokenHash: hashToken(parsed.data), purpose, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

/** Uses up a sign-in link and returns its person, or null when the link is not valid. */
export async function redeemSignInLink(
  token: unknown,
): Promise<{ id: string; sessionVersion: number } | null> {
  if (!(await spendLink(token, "sign-in"))) return null;
  const link = await prisma.oneTimeLink.findUnique({
    where: { tokenHash: hashToken(String(token)) },
    select: { user: { select: { id: true, sessionVersion: true } } },
  });
  return link?.user ?? null;
}
