import "server-only";
import { randomUUID } from "node:crypto";
import { prisma } from "#lib/database/client.ts";
import { judgingPool } from "#lib/database/pool.ts";

/** How long a browser stays signed in at most. */
export const SESSION_SECONDS = 30 * 24 * 3600;

/** What a signed session token contains. It is valid only while the session is open and the version is that of the user. */
export type Claims = { sessionId: string; userId: string; sessionVersion: number };

type Holder = { userId: string; name: string; role: string };

export async function openSession(userId: string): Promise<string> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  await prisma.session.create({ data: { id, userId, expiresAt } });
  return id;
}

/** Ends one session: every copy of its token stops working at once. The person's other browsers stay signed in. */
export async function closeSession(id: string): Promise<void> {
  await prisma.session.deleteMany({ where: { id } });
}

/** The user of the session, or null when it has ended. Asked on every request, so that ending it is immediate. */
export async function readHolder({ sessionId, userId, sessionVersion }: Claims): Promise<Holder | null> {
  const { rows } = await judgingPool.query<Holder>(
    `SELECT u.id AS "userId", u.name, u.role FROM session s JOIN app_user u ON u.id = s.user_id
     WHERE s.id = $1 AND s.expires_at > now() AND u.id = $2 AND u.session_version = $3`,
    [sessionId, userId, sessionVersion],
  );
  return rows[0] ?? null;
}

/** Removes expired sessions and one-time links. */
export async function removeExpired(): Promise<void> {
  const where = { expiresAt: { lt: new Date() } };
  await prisma.session.deleteMany({ where });
  await prisma.oneTimeLink.deleteMany({ where });
}
