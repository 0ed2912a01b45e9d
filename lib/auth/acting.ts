import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";

/** For the worker and the seed, which act for a project without a person at the screen. */
export function actForProject(projectId: string): RequesterAccess {
  return { projectId, userId: null } as RequesterAccess;
}

/** For the seed's simulated people, who have no account. */
export function actForAnnotator(projectId: string, annotatorNo: number): AnnotatorAccess {
  return { projectId, userId: "", annotatorNo } as AnnotatorAccess;
}
