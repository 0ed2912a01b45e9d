import "server-only";
import { createHash } from "node:crypto";
import type { ClientBase, Pool } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { readFrozen } from "#lib/dataset/queries/release.ts";
import { composeRelease } from "#lib/dataset/rules/file.ts";
import { LABEL_RULE } from "#lib/dataset/rules/label.ts";
import type { DatasetFile, FreezeFailure, Parameters, Pinned } from "#lib/dataset/rules/version.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { type Release, writeFile } from "./release.ts";

/**
 * Builds the files of a version in one transaction: all of them are stored or none. Building a version again changes
 * nothing. A version with the same content as an earlier one becomes "equal" and stores no files. The next freeze
 * deletes it and takes its number. One that failed stays failed until somebody starts it again.
 */
export async function buildDataset(access: RequesterAccess, version: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<Inputs>(
      `SELECT parameters, pinned FROM dataset_version
       WHERE project_id = $1 AND version = $2 AND state = 'building' FOR UPDATE`,
      [access.projectId, version],
    );
    const inputs = rows[0];
    if (inputs === undefined) return;
    if (isOfThisRule(inputs)) await buildInside({ client, access, version }, inputs);
    else await fail(client, access, version, "upgraded");
  });
}

/** Gives up a version that could not be built on our side again and again. */
export function abandonDataset(
  access: RequesterAccess,
  version: number,
  reason: "stopped" | "unexpected",
): Promise<void> {
  return fail(pool, access, version, reason);
}

async function fail(
  on: ClientBase | Pool,
  access: RequesterAccess,
  version: number,
  reason: FreezeFailure,
): Promise<void> {
  await on.query(
    `UPDATE dataset_version SET state = 'failed', error = $3
     WHERE project_id = $1 AND version = $2 AND state = 'building'`,
    [access.projectId, version, reason],
  );
}

// What the content of a version follows from, as it was stored at the freeze. Versions of the first format have no
// second part.
type Inputs = { parameters: Parameters; pinned: Pinned | null };

type Buildable = Inputs & { pinned: Pinned };

function isOfThisRule(inputs: Inputs): inputs is Buildable {
  return inputs.pinned !== null && (inputs.parameters.rule ?? 1) === LABEL_RULE;
}

async function buildInside(release: Release, { parameters, pinned }: Buildable): Promise<void> {
  const { client, access, version } = release;
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
