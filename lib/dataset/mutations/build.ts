import "server-only";
import { createHash } from "node:crypto";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { readFrozen } from "#lib/dataset/queries/release.ts";
import { composeRelease } from "#lib/dataset/rules/file.ts";
import { LABEL_RULE } from "#lib/dataset/rules/label.ts";
import type { DatasetFile, Parameters, Pinned } from "#lib/dataset/rules/version.ts";
import { AppError } from "#lib/errors.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { type Release, writeFile } from "./release.ts";

/**
 * Builds the files of a version in one transaction: all of them are stored or none. Building a version again changes
 * nothing. A version with the same content as an earlier one becomes "equal" and stores no files. The next freeze
 * deletes it and takes its number.
 */
export async function buildDataset(access: RequesterAccess, version: number): Promise<void> {
  try {
    await inTransaction(pool, async (client) => {
      const { rows } = await client.query<Inputs>(
        `SELECT parameters, pinned FROM dataset_version
         WHERE project_id = $1 AND version = $2 AND state NOT IN ('ready', 'equal') FOR UPDATE`,
        [access.projectId, version],
      );
      const inputs = rows[0];
      if (inputs) await buildInside({ client, access, version }, inputs);
    });
  } catch (error) {
    // This fails too when the database cannot be reached. Then the job runs again, and the first error is the one to
    // report.
    await tellFailed(access, version, error).catch(() => undefined);
    throw error;
  }
}

async function tellFailed(access: RequesterAccess, version: number, error: unknown): Promise<void> {
  await pool.query(
    `UPDATE dataset_version SET state = 'failed', error = $3 WHERE project_id = $1 AND version = $2 AND state <> 'ready'`,
    [access.projectId, version, error instanceof Error ? error.message : String(error)],
  );
}

// What the content of a version follows from, as it was stored at the freeze. Versions of the first format have no
// second part.
type Inputs = { parameters: Parameters; pinned: Pinned | null };

async function buildInside(release: Release, { parameters, pinned }: Inputs): Promise<void> {
  const { client, access, version } = release;
  if (pinned === null || (parameters.rule ?? 1) !== LABEL_RULE) {
    throw new AppError("conflict", "Assay was upgraded meanwhile. Freeze a new version.");
  }
  const { files, manifest } = composeRelease(await readFrozen(access, parameters, pinned));
  const written: DatasetFile[] = [];
  for (const file of files) written.push(await writeFile(release, file, file.pieces()));
  const full = { ...manifest, files: written };
  const text = `${canonicalJson(full)}\n`;
  const digest = createHash("sha256").update(text).digest("hex");
  await writeFile(release, { name: "manifest.json", mediaType: "application/json", rows: null }, [text]);
  const { rowCount } = await client.query(
    `UPDATE dataset_version v SET state = 'equal', digest = $3, error = NULL WHERE v.project_id = $1 AND v.version = $2
       AND EXISTS (SELECT 1 FROM dataset_version e WHERE e.project_id = $1 AND e.digest = $3 AND e.state = 'ready')`,
    [access.projectId, version, digest],
  );
  if (rowCount === 1) {
    await client.query("DELETE FROM dataset_file WHERE project_id = $1 AND version = $2", [
      access.projectId,
      version,
    ]);
    return;
  }
  await client.query(
    `UPDATE dataset_version SET state = 'ready', digest = $3, manifest = $4, error = NULL
     WHERE project_id = $1 AND version = $2`,
    [access.projectId, version, digest, text],
  );
}
