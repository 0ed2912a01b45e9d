import * as z from "zod";
import { fieldsOf } from "#lib/action.ts";
import { type AnnotatorAccess, requireAnnotator, requireSession } from "#lib/auth/access.ts";
import { isFromOwnPage } from "#lib/auth/client-address.ts";
import { AppError, type ErrorCode, isUnsure } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_large: 413,
  too_many: 429,
};

/** Runs the body of a route and translates what goes wrong into a status with problem JSON (RFC 9457). */
export async function runRoute(body: () => Promise<Response>): Promise<Response> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof AppError) {
      return problem(STATUS[error.code], error.code, error.message, error.fields);
    }
    if (error instanceof z.ZodError)
      return problem(400, "invalid", "The request has missing or wrong values.", fieldsOf(error));
    if (error instanceof Error && isUnsure(error)) {
      log.warn({ err: error }, "the database was away");
      return unavailable();
    }
    log.error({ err: error }, "route failed");
    return problem(500, "unexpected", "Something went wrong on the server.");
  }
}

/** The database was away, and it is not known what was done: the same again does it once. */
export function unavailable(): Response {
  return problem(
    503,
    "unavailable",
    "The database did not answer. Send this request again.",
    {},
    { "retry-after": "1" },
  );
}

function problem(
  status: number,
  code: string,
  detail: string,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(
    { type: "about:blank", status, code, detail, fields },
    {
      status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
    },
  );
}

/** Writes need an Origin or Sec-Fetch-Site of our own and JSON as content. */
export function refuseForeignWrite(request: Request): void {
  if (!isFromOwnPage(request.headers))
    throw new AppError("forbidden", "This request did not come from an Assay page.");
}

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
      refuseForeignWrite(request);
      const session = await requireSession();
      const { projectId, ...input } = schema.parse(await readJson(request));
      return run(await requireAnnotator(projectId, session), input);
    });
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
    // What else can go wrong lies with whoever sends: bytes that are no text, or a connection that ends in the middle.
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "The request ended too early. Send it again.");
  }
}
