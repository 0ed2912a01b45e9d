import type * as z from "zod";
import {
  type AnnotatorAccess,
  type RequesterAccess,
  requireAnnotator,
  requireRequester,
  requireSession,
} from "#lib/auth/access.ts";
import { refuseForeignWrite } from "#lib/auth/client-address.ts";
import type { Permission } from "#lib/auth/roles.ts";
import { AppError, type ErrorCode, isAbandoned, toAppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

type Params = Readonly<Record<string, string | string[] | undefined>>;
type Context<P extends Params> = { params: Promise<P> };

/**
 * A route of the judging desk. Nothing is read before it is allowed: the page that asks, the session, then the body up to
 * its limit, then whether the person judges in that project.
 */
export function judgeRoute<Input extends { projectId: string }>(
  schema: z.ZodType<Input>,
  run: (access: AnnotatorAccess, input: Omit<Input, "projectId">) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return (request) =>
    runRoute(async () => {
      refuseForeignWrite(request.headers);
      const session = await requireSession();
      const { projectId, ...input } = schema.parse(await readJson(request));
      return run(await requireAnnotator(projectId, session), input);
    });
}

/**
 * A route on the requester's side of a project, to read or to write. `path` is the shape of the path parameters
 * inside the project. Parameters that do not have this shape are answered with "not found". `run` reads the body,
 * after access was checked.
 */
export function requesterRoute<Path>(
  permission: Permission,
  path: z.ZodType<Path>,
  run: (access: RequesterAccess, path: Path, request: Request) => Promise<Response>,
): <P extends Params & { projectId: string }>(request: Request, context: Context<P>) => Promise<Response> {
  return (request, { params }) =>
    runRoute(async () => {
      if (request.method !== "GET" && request.method !== "HEAD") refuseForeignWrite(request.headers);
      const { projectId, ...named } = await params;
      const access = await requireRequester(projectId, permission);
      const asked = path.safeParse(named);
      if (!asked.success) throw new AppError("not_found", "There is nothing here.");
      return run(access, asked.data, request);
    });
}

/** A route for everybody in the world. scripts/check/doors.mjs lists them. */
export function openRoute<Asked extends Request, P extends Params>(
  run: (request: Asked, context: Context<P>) => Promise<Response>,
): (request: Asked, context: Context<P>) => Promise<Response> {
  return (request, context) => runRoute(() => run(request, context));
}

/** Runs the body of a route and translates what goes wrong into a status with problem JSON (RFC 9457). */
async function runRoute(body: () => Promise<Response>): Promise<Response> {
  try {
    return await body();
  } catch (error) {
    // Nobody reads this answer.
    if (isAbandoned(error)) return new Response(null, { status: 499 });
    const told = toAppError(error, "The request has missing or wrong values.");
    if (told?.code === "unavailable") log.warn({ err: error }, told.message);
    if (told) return problem(told.code, told.message, told.fields);
    log.error({ err: error }, "route failed");
    return problem("unexpected", "Something went wrong on the server.");
  }
}

function problem(
  code: ErrorCode | "unexpected",
  detail: string,
  fields: Readonly<Record<string, string>> = {},
): Response {
  const status = code === "unexpected" ? 500 : STATUS[code];
  return Response.json(
    { type: "about:blank", status, code, detail, fields },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...(code === "unavailable" ? { "retry-after": "1" } : {}),
      },
    },
  );
}

const MOST_BYTES = 64 * 1024;

/** Parses a JSON body; anything else is `invalid`. */
async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new AppError("invalid", "The request must be JSON.");
  }
  const text = await readText(request, MOST_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The request is not valid JSON.");
  }
}

/** The body as UTF-8 text, counted while it comes: what is beyond the limit is never read. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, bytes] = ["", 0];
  try {
    for await (const piece of request.body ?? []) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new AppError("too_large", "The request is too large.");
      text += decoder.decode(piece, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    // All other errors come from the sender: bytes that are not UTF-8, or a connection that ends in the middle of the
    // body.
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "The request ended too early. Send it again.");
  }
}
