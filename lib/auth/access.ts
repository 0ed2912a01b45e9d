import { notFound, redirect } from "next/navigation";
import { can, type Permission } from "#lib/auth/roles.ts";
import { readSessionUser, type SessionUser } from "#lib/auth/session.ts";
import { prisma } from "#lib/database/client.ts";
import { AppError } from "#lib/errors.ts";

// Not exported: nothing outside this file can make an access.
declare const side: unique symbol;

/** May see and steer one project. */
export type RequesterAccess = { projectId: string; userId: string | null; readonly [side]: "requester" };
/** May judge in one project and sees nothing but what they hold. */
export type AnnotatorAccess = {
  projectId: string;
  userId: string;
  annotatorNo: number;
  readonly [side]: "annotator";
};
/** Is signed in; may see what is their own. */
export type UserAccess = SessionUser & { readonly [side]: "user" };

export async function requireUser(permission?: Permission): Promise<UserAccess> {
  const user = await readSessionUser();
  if (user === null) throw new AppError("unauthenticated", "Please sign in.");
  if (permission && !can(user.role, permission))
    throw new AppError("forbidden", "Your account may not do this.");
  return user as UserAccess;
}

/** Another's project and one that does not exist are the same to whoever asks: not found. */
export async function requireRequester(
  projectId: string,
  permission: Permission = "project:read",
): Promise<RequesterAccess> {
  const user = await requireUser();
  const project = await prisma.project.findUnique({
    where: { id: projectId },
    select: { id: true, members: { where: { userId: user.userId }, select: { role: true } } },
  });
  const role = user.role === "admin" ? "admin" : project?.members[0]?.role;
  if (!project || (role !== "admin" && role !== "requester" && role !== "reviewer")) {
    throw new AppError("not_found", "There is no such project.");
  }
  if (!can(role, permission)) throw new AppError("forbidden", "Your role in this project may not do this.");
  return { projectId: project.id, userId: user.userId } as RequesterAccess;
}

export async function requireAnnotator(projectId: string): Promise<AnnotatorAccess> {
  const user = await requireUser();
  const annotator = await prisma.annotator.findUnique({
    where: { projectId_userId: { projectId, userId: user.userId } },
    select: { no: true },
  });
  if (!annotator) throw new AppError("not_found", "There is no such project.");
  return { projectId, userId: user.userId, annotatorNo: annotator.no } as AnnotatorAccess;
}

/** For pages: a gate that refuses sends to the sign-in page, or finds nothing. */
export async function gatePage<T>(gate: Promise<T>, here: string): Promise<T> {
  try {
    return await gate;
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") {
      redirect(`/sign-in?next=${encodeURIComponent(here)}`);
    }
    if (error instanceof AppError) notFound();
    throw error;
  }
}

/** For the worker and the seed, which act for a project without a person at the screen. */
export function actForProject(projectId: string): RequesterAccess {
  return { projectId, userId: null } as RequesterAccess;
}

/** For the seed's simulated people, who have no account. */
export function actForAnnotator(projectId: string, annotatorNo: number): AnnotatorAccess {
  return { projectId, userId: "", annotatorNo } as AnnotatorAccess;
}
