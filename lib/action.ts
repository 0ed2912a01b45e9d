import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import type * as z from "zod";
import {
  type AnnotatorAccess,
  type RequesterAccess,
  requireAnnotator,
  requireRequester,
  requireUser,
  type UserAccess,
} from "#lib/auth/access.ts";
import { clientAddress, refuseForeignWrite } from "#lib/auth/client-address.ts";
import type { Permission } from "#lib/auth/roles.ts";
import { type ErrorCode, toAppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode | "unexpected"; message: string; fields: Readonly<Record<string, string>> };

/** The shapes of what is sent, in the order in which it is sent. */
type Shapes = readonly z.ZodType[];
type Parsed<S extends Shapes> = { -readonly [At in keyof S]: z.output<S[At]> };
type Sent<S extends Shapes> = { -readonly [At in keyof S]: unknown };
type Action<Sent extends unknown[], T> = (...sent: Sent) => Promise<ActionResult<T>>;

/**
 * An action on the requester's side. Whoever may not do it learns nothing about what they sent: the gate stands before
 * the parsing. `refresh` names the pages that show what was changed.
 */
export function requesterAction<const S extends Shapes, T>(
  permission: Permission,
  shapes: S,
  mutate: (access: RequesterAccess, ...input: Parsed<S>) => Promise<T>,
  refresh?: (projectId: string) => void,
): Action<[projectId: unknown, ...Sent<S>], T> {
  return (projectId, ...sent) =>
    runAction(async () => {
      const access = await requireRequester(projectId, permission);
      const done = await mutate(access, ...parsed(shapes, sent));
      refresh?.(access.projectId);
      return done;
    });
}

/** An action on the judging side. */
export function annotatorAction<const S extends Shapes, T>(
  shapes: S,
  mutate: (access: AnnotatorAccess, ...input: Parsed<S>) => Promise<T>,
  refresh?: (projectId: string) => void,
): Action<[projectId: unknown, ...Sent<S>], T> {
  return (projectId, ...sent) =>
    runAction(async () => {
      const access = await requireAnnotator(projectId);
      const done = await mutate(access, ...parsed(shapes, sent));
      refresh?.(access.projectId);
      return done;
    });
}

/** An action outside of any project, for everybody who is signed in or, with a permission, for who has it. */
export function userAction<const S extends Shapes, T>(
  permission: Permission | "signed-in",
  shapes: S,
  mutate: (access: UserAccess, ...input: Parsed<S>) => Promise<T>,
  refresh?: () => void,
): Action<Sent<S>, T> {
  return (...sent) =>
    runAction(async () => {
      const access = await requireUser(permission === "signed-in" ? undefined : permission);
      const done = await mutate(access, ...parsed(shapes, sent));
      refresh?.();
      return done;
    });
}

/** An action for everybody in the world: all that is known is the address. scripts/check/doors.mjs lists them. */
export function openAction<const S extends Shapes, T>(
  shapes: S,
  run: (address: string, ...input: Parsed<S>) => Promise<T>,
): Action<Sent<S>, T> {
  return (...sent) => runAction(async () => run(clientAddress(await headers()), ...parsed(shapes, sent)));
}

/** Every page of a project on the requester's side. */
export function refreshProject(projectId: string): void {
  revalidatePath(`/projects/${projectId}`, "layout");
}

function parsed<S extends Shapes>(shapes: S, sent: readonly unknown[]): Parsed<S> {
  return shapes.map((shape, at) => shape.parse(sent[at])) as Parsed<S>;
}

/** Refuses what does not come from our own pages, and translates what goes wrong into an answer that a form can show. */
async function runAction<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    refuseForeignWrite(await headers());
    return { ok: true, data: await body() };
  } catch (error) {
    if (isNextSignal(error)) throw error;
    const told = toAppError(error, "Check the marked fields.");
    if (told) {
      if (told.code === "unavailable") log.warn({ err: error }, told.message);
      return { ok: false, code: told.code, message: told.message, fields: told.fields };
    }
    log.error({ err: error }, "action failed");
    return {
      ok: false,
      code: "unexpected",
      message: "Something went wrong. Nothing was changed. Try again.",
      fields: {},
    };
  }
}

/** Redirects and other signals of Next pass through. */
function isNextSignal(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "digest" in error &&
    typeof error.digest === "string" &&
    error.digest.startsWith("NEXT_")
  );
}
