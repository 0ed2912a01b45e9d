import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { storeFile, type Upload } from "#lib/item/import/mutations/store-file.ts";
import { readImportFile } from "#lib/item/import/queries.ts";
import { changedColumns as changedColumnsOf, ownNames, renameRoles } from "#lib/item/import/rules/columns.ts";
import type { ColumnChange, StartImportInput } from "#lib/item/import/schema.ts";
import { hasItems, readFieldRoles } from "#lib/item/queries.ts";
import { enqueueSurvey } from "#lib/item/reading/mutations.ts";
import { needsEncoding } from "#lib/item/reading/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { enqueue } from "#lib/queue.ts";

/** Stores an uploaded file as an import that waits for its mapping. Returns the import's number. */
export async function createImport(access: RequesterAccess, upload: Upload): Promise<number> {
  const file = await storeFile(upload);
  const { rows } = await pool.query<{ no: number }>(
    `WITH numbered AS (
       UPDATE project SET last_import_no = last_import_no + 1 WHERE id = $1 RETURNING last_import_no)
     INSERT INTO import (project_id, no, file_name, sha256, packed_sha256, bytes, format, survey, created_by_id)
     SELECT $1, last_import_no, $2, $3, $4, $5, $6, $7, $8 FROM numbered RETURNING no`,
    [
      access.projectId,
      upload.fileName,
      file.sha256,
      file.packedSha256,
      file.bytes,
      file.format,
      file.survey && JSON.stringify(file.survey),
      access.userId,
    ],
  );
  if (!rows[0]) throw new AppError("not_found", "There is no such project.");
  if (file.survey === null) await enqueueSurvey(access, rows[0].no);
  return rows[0].no;
}

/** Hands an uploaded file to the worker. One that was refused or failed may be started again. */
export async function startImport(
  access: RequesterAccess,
  importNo: number,
  input: StartImportInput,
): Promise<void> {
  await decideImport(access, importNo, input);
  await enqueue("import-items", { projectId: access.projectId, importNo }, `${access.projectId}/${importNo}`);
}

/**
 * Writes down the mapping and the policy of an uploaded file, which is now to be read. Refused while somebody
 * should decide first: how the bytes are read, or what becomes of columns that earlier items show otherwise.
 */
export async function decideImport(
  access: RequesterAccess,
  importNo: number,
  { fieldRoles, policy, notes = "ask", changedColumns = "ask" }: StartImportInput,
): Promise<void> {
  const file = await readImportFile(access, importNo);
  if (file?.survey === null)
    throw new AppError("conflict", "Assay is still reading the columns of this file. Try again in a moment.");
  if (needsEncoding(file?.survey ?? null, file?.reading.encoding)) {
    throw new AppError("invalid", "This file is not UTF-8. Choose its encoding first.");
  }
  const renamed = await namesOfOwn(access, importNo, fieldRoles, changedColumns);
  const { rowCount } = await pool.query(
    `UPDATE import SET state = 'running', policy = $3, field_roles = $4, notes = $5, changed_columns = $6, renamed = $7,
            bytes_read = 0, rows_read = 0, rows_accepted = 0, rows_rejected = 0, rows_blank = 0, error = NULL,
            finished_at = NULL
     WHERE project_id = $1 AND no = $2 AND state IN ('uploaded', 'refused', 'failed') AND survey IS NOT NULL`,
    [
      access.projectId,
      importNo,
      policy,
      JSON.stringify(renameRoles(fieldRoles, renamed)),
      notes,
      changedColumns,
      JSON.stringify(renamed),
    ],
  );
  if (rowCount === 0) throw new AppError("conflict", "This import has already started. Reload the page.");
}

async function namesOfOwn(
  access: RequesterAccess,
  importNo: number,
  fieldRoles: FieldRoles,
  choice: ColumnChange,
): Promise<Record<string, string>> {
  const known = (await hasItems(access)) ? await readFieldRoles(access) : [];
  const changed = changedColumnsOf(known, fieldRoles);
  if (changed.length === 0 || choice === "all-files") return {};
  if (choice === "ask") {
    const names = changed.map((name) => `“${name}”`).join(", ");
    throw new AppError(
      "invalid",
      `The project maps ${names} differently. Choose whether existing items change too.`,
    );
  }
  const taken = [...known, ...fieldRoles].map(({ name }) => name);
  return ownNames(changed, taken, importNo);
}

/** Forgets an import of which no item was taken. */
export async function discardImport(access: RequesterAccess, importNo: number): Promise<void> {
  const { rowCount } = await pool.query(
    "DELETE FROM import WHERE project_id = $1 AND no = $2 AND state IN ('uploaded', 'refused', 'failed')",
    [access.projectId, importNo],
  );
  if (rowCount === 0) throw new AppError("conflict", "This import cannot be discarded.");
}

/** Gives up an import that went wrong on our side again and again. Its queries go with the next import. */
export async function abandonImport(
  access: RequesterAccess,
  importNo: number,
  reason: "stopped" | "unexpected",
): Promise<void> {
  await pool.query(
    `UPDATE import SET state = 'failed', error = $3, finished_at = now()
     WHERE project_id = $1 AND no = $2 AND state = 'running'`,
    [access.projectId, importNo, reason],
  );
}
