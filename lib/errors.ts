import * as z from "zod";
import { fieldsOf } from "#lib/border.ts";

export const REPLACED = "FUNCTIONS_REPLACED";

export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "invalid"
  | "conflict"
  | "too_large"
  | "too_many"
  /** It is unknown whether the work was done. Sending the same request again does it once. */
  | "unavailable";

/** An error that the person who caused it may read. Everything else is logged whole and answered neutrally. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Message per form field, where the input was at fault. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }
}

/**
 * The error that the sender may read. Null for errors of our own: these are logged in full and answered without
 * details. Actions and routes both use this.
 */
export function toAppError(error: unknown, misshapen: string): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return new AppError("invalid", misshapen, fieldsOf(error));
  if (isTooLong(error))
    return new AppError("unavailable", "This took too long and was stopped. Nothing was changed. Try again.");
  if (error instanceof Error && isUnsure(error))
    return new AppError("unavailable", "The database did not answer. Send this request again.");
  return null;
}

/** By which a screen knows that a page took too long: the server hides messages from it. */
export const TOO_LONG = "ASSAY_TOO_LONG";

/** PostgreSQL ended the statement because its time was up. Its transaction is rolled back. */
export function isTooLong(error: unknown): boolean {
  return codeOf(error) === "57014";
}

type Wrapped = { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };

/** The code of PostgreSQL or of the connection, also where Prisma put an error of its own around it. */
function codeOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, meta } = error as Wrapped;
  return meta?.driverAdapterError?.cause?.originalCode ?? code;
}

/** The query was cancelled, or not begun, because nobody waits for the answer of its request any more. */
export class Abandoned extends Error {
  // Of errors of a page, Next logs all but its own signals. This is the one for "not found", which nobody will see.
  readonly digest = "NEXT_HTTP_ERROR_FALLBACK;404";

  constructor() {
    super("Nobody waits for this answer any more.");
    this.name = "Abandoned";
  }
}

/** By its name: the pool that throws it is shared by copies of this module. */
export function isAbandoned(error: unknown): boolean {
  return error instanceof Error && error.name === "Abandoned";
}

/** What PostgreSQL says when a unique key was there already. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error
    ? error.code === "23505" || error.code === "P2002"
    : false;
}

/** Worth another try at once: the transaction was rolled back or the server went away in the middle. */
export function isTransient(code: unknown): boolean {
  return typeof code === "string" && /^(40001|40P01|57P0[123]|08...)$/.test(code);
}

/** Another Assay replaced the database's functions (lib/database/functions-watch.ts): this process must be started again. */
export function isReplaced(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === REPLACED;
}

/**
 * A lost connection, a lock that was not released, or functions of another Assay: it is unknown whether the work was
 * done.
 */
export function isUnsure(error: { code?: unknown; message?: unknown; syscall?: unknown }): boolean {
  const code = codeOf(error);
  if (isTransient(code) || isReplaced(error)) return true;
  // A missing socket means that the database is away. Any other missing file is an error of our own.
  if (code === "ENOENT") return error.syscall === undefined || error.syscall === "connect";
  if (typeof code === "string") {
    // Those of Prisma: not reachable, timed out, closed, too many connections.
    return /^(ECONN\w+|EPIPE|ETIMEDOUT|57014|55P03|53300|P1001|P1002|P1008|P1017|P2024|P2037)$/.test(code);
  }
  return (
    typeof error.message === "string" &&
    /connection terminated|not queryable|timeout exceeded|connection timeout/i.test(error.message)
  );
}
