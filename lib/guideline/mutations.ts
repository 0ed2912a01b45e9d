import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError, isUniqueViolation } from "#lib/errors.ts";
import { readGuideline } from "./queries.ts";
import type { GuidelineInput } from "./schema.ts";

/** Adds a version; earlier ones stay on record. Refused when somebody else published meanwhile. Returns its number. */
export async function publishGuideline(access: RequesterAccess, input: GuidelineInput): Promise<number> {
  const newest = await readGuideline(access);
  if ((newest?.version ?? 0) !== input.basedOn) throw overtaken();
  if (newest?.markdown === input.markdown) {
    throw new AppError(
      "invalid",
      "The text is the same as in the last version. Change it before you publish.",
    );
  }
  try {
    await pool.query(
      `INSERT INTO guideline_version (project_id, version, markdown, created_by_id) VALUES ($1, $2, $3, $4)`,
      [access.projectId, input.basedOn + 1, input.markdown, access.userId],
    );
  } catch (error) {
    throw isUniqueViolation(error) ? overtaken() : error;
  }
  return input.basedOn + 1;
}

function overtaken(): AppError {
  return new AppError(
    "conflict",
    "Someone published a newer version. Open it in another tab and merge your changes. Your text is still here.",
  );
}
