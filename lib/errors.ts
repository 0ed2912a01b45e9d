export type ErrorCode = "unauthenticated" | "forbidden" | "not_found" | "invalid" | "conflict" | "too_many";

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

/** What PostgreSQL says when a unique key was there already. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error
    ? error.code === "23505" || error.code === "P2002"
    : false;
}
