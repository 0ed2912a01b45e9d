import * as z from "zod";
import { fieldsOf } from "#lib/action.ts";
import { isFromOwnPage } from "#lib/auth/client-address.ts";
import { AppError, type ErrorCode, isUnsure } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
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
      return problem(400, "invalid", "The request is not of the right shape.", fieldsOf(error));
    if (error instanceof Error && isUnsure(error)) {
      log.warn({ err: error }, "the database was away");
      return unavailable();
    }
    log.error({ err: error }, "route failed");
    return problem(500, "unexpected", "Something went wrong on our side.");
  }
}

/** The database was away, and it is not known what was done: the same again does it once. */
export function unavailable(): Response {
  return problem(503, "unavailable", "Please send this again.", {}, { "retry-after": "1" });
}

export function problem(
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

/** Parses a JSON body of at most `maxBytes`; anything else is `invalid`. */
export async function readJson(request: Request, maxBytes = 64 * 1024): Promise<unknown> {
  if (!(request.headers.get("content-type") ?? "").startsWith("application/json")) {
    throw new AppError("invalid", "The request must be JSON.");
  }
  const text = await request.text();
  if (text.length > maxBytes) throw new AppError("invalid", "The request is too long.");
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The request is not valid JSON.");
  }
}
