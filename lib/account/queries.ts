import "server-only";
import { createHash } from "node:crypto";
import { tokenSchema } from "#lib/account/schema.ts";
import { can, type Role } from "#lib/auth/roles.ts";
import { prisma } from "#lib/database/client.ts";

export async function hasAdmin(): Promise<boolean> {
  return (await prisma.user.count({ where: { role: "admin" } })) > 0;
}

/** Which sides of Assay a person uses: projects that they manage or view, and projects that they judge in. */
export async function readSides(
  user: Readonly<{ userId: string; role: Role }>,
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

/** Whether the link would work now. Asking does not use it up. */
export async function isLinkGood(token: unknown, purpose: "set-up-admin" | "sign-in"): Promise<boolean> {
  const parsed = tokenSchema.safeParse(token);
  if (!parsed.success) return false;
  const link = await prisma.oneTimeLink.findFirst({
    where: { tokenHash: hashToken(parsed.data), purpose, usedAt: null, expiresAt: { gt: new Date() } },
    select: { purpose: true },
  });
  return link !== null;
}

/** The person of a sign-in link, or null when it would not work now. Asking does not use it up. */
export async function readLinkName(token: unknown): Promise<string | null> {
  if (!(await isLinkGood(token, "sign-in"))) return null;
  const link = await prisma.oneTimeLink.findUnique({
    where: { tokenHash: hashToken(String(token)) },
    select: { user: { select: { name: true } } },
  });
  return link?.user?.name ?? null;
}

/** What is stored of a link. Someone who reads the database cannot use it. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
