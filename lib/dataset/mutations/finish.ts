import "server-only";
import { createHash } from "node:crypto";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import type { FreezeFailure } from "#lib/dataset/rules/version.ts";
import { type Build, BuildEnded, removeFiles } from "./stored-file.ts";

/** Makes the version visible, or notices that there is one like it. */
export async function finishBuild({ access, version, build }: Build, manifest: string): Promise<void> {
  const digest = createHash("sha256").update(manifest).digest("hex");
  const ours = [access.projectId, version, build, digest];
  await inTransaction(pool, async (client) => {
    const equal = await client.query(
      `UPDATE dataset_version v SET state = 'equal', digest = $4, error = NULL, progress = NULL
       WHERE v.project_id = $1 AND v.version = $2 AND v.build = $3 AND v.state = 'building'
         AND EXISTS (SELECT 1 FROM dataset_version e WHERE e.project_id = $1 AND e.digest = $4 AND e.state = 'ready')`,
      ours,
    );
    if (equal.rowCount === 1) return removeFiles(access, client, version);
    const ready = await client.query(
      `UPDATE dataset_version SET state = 'ready', digest = $4, manifest = $5, error = NULL, progress = NULL
       WHERE project_id = $1 AND version = $2 AND build = $3 AND state = 'building'`,
      [...ours, manifest],
    );
    if (ready.rowCount === 0) throw new BuildEnded();
  });
}

/** Gives up a version that cannot be built, or could not on our side again and again. It keeps no files. */
export async function abandonDataset(
  access: RequesterAccess,
  version: number,
  reason: FreezeFailure,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE dataset_version SET state = 'failed', error = $3, progress = NULL
       WHERE project_id = $1 AND version = $2 AND state = 'building'`,
      [access.projectId, version, reason],
    );
    if (rowCount === 1) await removeFiles(access, client, version);
  });
}
