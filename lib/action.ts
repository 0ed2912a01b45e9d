import { headers } from "next/headers";
import * as z from "zod";
import { isFromOwnPage } from "#lib/auth/client-address.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode | "unexpected"; message: string; fields: Readonly<Record<string, string>> };

/**
 * Runs the body of a server action: refuses writes that do not come from our own pages, and translates
 * what goes wrong into an answer that a form can show. Redirects and other signals of Next pass through.
 */
export async function runAction<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    await refuseForeignOrigin();
    return { ok: true, data: await body() };
  } catch (error) {
    if (isNextSignal(error)) throw error;
    if (error instanceof AppError) {
      return { ok: false, code: error.code, message: error.message, fields: error.fields };
    }
    if (error instanceof z.ZodError) {
      return {
        ok: false,
        code: "invalid",
        message: "Check the marked fields.",
        fields: fieldsOf(error),
      };
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

/** The first message per field, keyed by its path ("levels.2.name"). */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}

// Server actions are public POST endpoints. Next compares a present Origin with the host, and lets an absent one pass.
async function refuseForeignOrigin(): Promise<void> {
  if (!isFromOwnPage(await headers())) {
    throw new AppError("forbidden", "This request did not come from an Assay page.");
  }
}

function isNextSignal(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "digest" in error &&
    typeof error.digest === "string" &&
    error.digest.startsWith("NEXT_")
  );
}
