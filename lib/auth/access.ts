import type { Claims } from "#lib/account/mutations/sessions.ts";
import { can, type Permission } from "#lib/auth/roles.ts";
import type { SessionUser } from "#lib/auth/session.ts";
import { id } from "#lib/border.ts";
import { prisma } from "#lib/database/client.ts";
import { judgingPool } from "#lib/database/pool.ts";
import { readSince } from "#lib/database/replica.ts";
import { AppError } from "#lib/errors.ts";

// Next and next-auth are loaded where they are needed: the worker and the seed make accesses too, and run without
// them.

// An access is made by the gates below and, without a person at the screen, by acting.ts. What is private can be written in no
// literal and is lost in a copy, so that neither passes for an access.
declare abstract class Side<Name> {
  private readonly side: Name;
}

/** May see and manage one project. */
export type RequesterAccess = Side<"requester"> & {
  readonly projectId: string;
  readonly userId: string | null;
};
/** May judge in one project and sees nothing but what they hold. */
export type AnnotatorAccess = Side<"annotator"> & {
  readonly projectId: string;
  readonly userId: string;
  readonly annotatorNo: number;
};
/** Is signed in and may see what is their own. */
export type UserAccess = Side<"user"> & Readonly<SessionUser>;

export async function requireUser(permission?: Permission): Promise<UserAccess> {
  const { readSessionUser } = await import("#lib/auth/session.ts");
  const user = await readSessionUser();
  if (user === null) throw unauthenticated();
  if (permission && !can(user.role, permission))
    throw new AppError("forbidden", "Your account cannot do this.");
  return user as UserAccess;
}

/** Somebody else's project and one that does not exist get the same answer: not found. */
export async function requireRequester(
  asked: unknown,
  permission: Permission = "project:read",
): Promise<RequesterAccess> {
  const user = await requireUser();
  const projectId = projectIdOf(asked);
  const project = await prisma.project.findUnique({
    where: { id: projectId },
    select: {
      id: true,
      createdAt: true,
      members: { where: { userId: user.userId }, select: { role: true } },
    },
  });
  const role = user.role === "admin" ? "admin" : project?.members[0]?.role;
  if (!project || (role !== "admin" && role !== "requester" && role !== "reviewer")) {
    throw noProject();
  }
  if (!can(role, permission)) throw new AppError("forbidden", "Your role in this project cannot do this.");
  readSince(project.createdAt);
  return { projectId: project.id, userId: user.userId } as RequesterAccess;
}

/** Whether the request is signed in at all, before anything else of it is read. It may have been revoked since. */
export async function requireSession(): Promise<Claims> {
  const { readClaims } = await import("#lib/auth/session.ts");
  const claims = await readClaims();
  if (claims === null) throw unauthenticated();
  return claims;
}

/** Every answer passes here, so one query asks both whether the session is open and which annotator this is. */
export async function requireAnnotator(asked: unknown, session?: Claims): Promise<AnnotatorAccess> {
  const claims = session ?? (await requireSession());
  const projectId = projectIdOf(asked);
  const { rows } = await judgingPool.query<{ no: number | null }>(
    `SELECT n.no FROM session s JOIN app_user u ON u.id = s.user_id
     LEFT JOIN annotator n ON n.project_id = $4 AND n.user_id = u.id
     WHERE s.id = $1 AND s.expires_at > now() AND u.id = $2 AND u.session_version = $3`,
    [claims.sessionId, claims.userId, claims.sessionVersion, projectId],
  );
  const [found] = rows;
  if (!found) throw unauthenticated();
  if (found.no === null) throw noProject();
  return { projectId, userId: claims.userId, annotatorNo: found.no } as AnnotatorAccess;
}

// What cannot be the id of a project belongs to no project.
function projectIdOf(asked: unknown): string {
  const parsed = id.safeParse(asked);
  if (!parsed.success) throw noProject();
  return parsed.data;
}

function noProject(): AppError {
  return new AppError("not_found", "There is no such project.");
}

function unauthenticated(): AppError {
  return new AppError("unauthenticated", "Sign in first.");
}
