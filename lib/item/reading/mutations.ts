import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { UnreadableFile } from "#lib/formats/source.ts";
import { unreadableMessage } from "#lib/item/import/rules/unreadable.ts";
import { enqueue } from "#lib/queue.ts";
import { MissingFile } from "#lib/store/contract.ts";
import { findDialect, surveyUpload } from "./queries.ts";
import type { Survey } from "./rules.ts";
import type { Reading } from "./schema.ts";

/** Files up to here are read whole at once, in less than a second; of larger ones the worker reads the rest. */
const SURVEYED_AT_ONCE = 8_000_000;

type Examined = { readonly format: string; readonly survey: Survey | null };

/**
 * What a file among the uploads is under a reading, with the survey of its rows where it is small. Throws
 * UnreadableFile where the file as a whole cannot be read.
 */
export async function examineUpload(name: string, reading: Reading, bytes: number): Promise<Examined> {
  const dialect = await findDialect(name, reading);
  const survey = bytes <= SURVEYED_AT_ONCE ? await surveyUpload(name, dialect) : null;
  return { format: dialect.format, survey };
}

/** Reads a file that waits for its mapping in another way. Nothing changes where it cannot be read so. */
export async function changeReading(
  access: RequesterAccess,
  importNo: number,
  reading: Reading,
): Promise<void> {
  const { rows } = await pool.query<{ sha256: string; bytes: number }>(
    "SELECT sha256, bytes::float8 AS bytes FROM import WHERE project_id = $1 AND no = $2",
    [access.projectId, importNo],
  );
  if (!rows[0]) throw new AppError("not_found", "There is no such import.");
  const { format, survey } = await examineUpload(rows[0].sha256, reading, rows[0].bytes).catch(inWords);
  const { rowCount } = await pool.query(
    `UPDATE import SET reading = $3, format = $4, survey = $5, bytes_read = 0
     WHERE project_id = $1 AND no = $2 AND state IN ('uploaded', 'refused', 'failed')`,
    [access.projectId, importNo, JSON.stringify(reading), format, survey && JSON.stringify(survey)],
  );
  if (rowCount === 0) throw new AppError("conflict", "This import has already started. Reload the page.");
  if (survey === null) await enqueueSurvey(access, importNo);
}

function inWords(error: unknown): never {
  if (error instanceof UnreadableFile) {
    throw new AppError("invalid", unreadableMessage(error.reason, error.detail));
  }
  throw error;
}

export function enqueueSurvey({ projectId }: RequesterAccess, importNo: number): Promise<void> {
  return enqueue("survey-import", { projectId, importNo }, `${projectId}/${importNo}`);
}

type Waiting = { sha256: string; reading: Reading };

/** Reads all rows of a large file to find its columns. Until that is done, the import cannot start. */
export async function surveyImport(
  access: RequesterAccess,
  importNo: number,
  signal?: AbortSignal,
): Promise<void> {
  const ours = [access.projectId, importNo];
  const { rows } = await pool.query<Waiting>(
    "SELECT sha256, reading FROM import WHERE project_id = $1 AND no = $2 AND survey IS NULL",
    ours,
  );
  const file = rows[0];
  if (file === undefined) return;
  const told = async (bytesRead: number) => {
    signal?.throwIfAborted();
    await pool.query(
      "UPDATE import SET bytes_read = $3 WHERE project_id = $1 AND no = $2 AND survey IS NULL",
      [...ours, bytesRead],
    );
  };
  const found = await surveyUpload(file.sha256, await findDialect(file.sha256, file.reading), told).catch(
    asError,
  );
  const isFault = typeof found === "string";
  // If the reading was changed in the meantime, this survey is dropped, because another one runs for the new reading.
  await pool.query(
    `UPDATE import SET survey = $3, error = coalesce($4, error), state = CASE WHEN $4 IS NULL THEN state ELSE 'failed' END
     WHERE project_id = $1 AND no = $2 AND survey IS NULL AND reading = $5`,
    [
      ...ours,
      JSON.stringify(isFault ? NOTHING : found),
      isFault ? found : null,
      JSON.stringify(file.reading),
    ],
  );
}

/** Gives up on finding the columns of a file, after that went wrong on our side again and again. */
export async function abandonSurvey(
  access: RequesterAccess,
  importNo: number,
  reason: "stopped" | "unexpected",
): Promise<void> {
  await pool.query(
    `UPDATE import SET survey = $3, error = $4, state = 'failed', finished_at = now()
     WHERE project_id = $1 AND no = $2 AND survey IS NULL`,
    [access.projectId, importNo, JSON.stringify(NOTHING), `survey-${reason}`],
  );
}

/** Looks for the columns of a file again, after that was given up. */
export async function readAgain(access: RequesterAccess, importNo: number): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE import SET state = 'uploaded', survey = NULL, error = NULL, bytes_read = 0, finished_at = NULL
     WHERE project_id = $1 AND no = $2 AND state = 'failed' AND error LIKE 'survey-%'`,
    [access.projectId, importNo],
  );
  if (rowCount === 0) throw new AppError("conflict", "This file is already being read. Reload the page.");
  await enqueueSurvey(access, importNo);
}

const NOTHING: Survey = {
  encoding: "utf-8",
  columns: [],
  rows: 0,
  rejected: 0,
  blank: 0,
  unreadable: 0,
  short: 0,
  long: 0,
};

function asError(error: unknown): string {
  if (error instanceof UnreadableFile) return `${error.reason} ${error.detail}`.trim();
  if (error instanceof MissingFile) return "missing-file";
  throw error;
}
