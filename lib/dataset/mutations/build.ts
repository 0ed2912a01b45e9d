import "server-only";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import { canBuild } from "#lib/dataset/rules/label.ts";
import type { BuildProgress } from "#lib/dataset/rules/progress.ts";
import type { Parameters, Pinned } from "#lib/dataset/rules/version.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { type Composing, composeVersion } from "./compose.ts";
import { abandonDataset, finishBuild } from "./finish.ts";
import { type Build, BuildEnded, openFile, removeFiles, removeInterrupted } from "./stored-file.ts";
import { watchBuild } from "./watch.ts";

export type BuildOptions = {
  /** Ends the building at its next batch; the version stays as it is, and the next building begins again */
  signal?: AbortSignal;
  /** How many rows are read and written at once */
  rowsAtOnce?: number;
  /** Is told how far it is, each time; the version's own row says it once a second */
  told?: (progress: BuildProgress) => void;
};

const ROWS_AT_ONCE = 1_000;

/**
 * Builds the files of a version, in many short transactions that nobody sees anything of; the last one makes them visible. A
 * building that was cut off leaves nothing that counts: the next one removes it and comes to the same bytes. Where another
 * process builds the version, or it is not to be built, nothing happens. A version with the same content as an earlier one becomes
 * "equal" and stores no files. The next freeze deletes it and takes its number.
 *
 * One that failed stays failed until somebody starts it again.
 */
export async function buildDataset(
  access: RequesterAccess,
  version: number,
  { signal, rowsAtOnce = ROWS_AT_ONCE, told }: BuildOptions = {},
): Promise<void> {
  const ending = new AbortController();
  const holder = await pool.connect();
  holder.on("error", (error) => ending.abort(error));
  try {
    if (!(await isLocked(holder, access, version))) return;
    const begun = await beginBuild(access, version);
    if (begun === null) return;
    if (!isOfThisRule(begun)) return await abandonDataset(access, version, "upgraded");
    await removeInterrupted(begun);
    const watch = watchBuild(begun, { end: (reason) => ending.abort(reason), told });
    try {
      const whole = AbortSignal.any([ending.signal, ...(signal ? [signal] : [])]);
      await buildFiles(begun, { told: watch.told, signal: whole, rowsAtOnce });
    } catch (error) {
      if (error instanceof BuildEnded) return;
      throw error;
    } finally {
      watch.stop();
    }
  } finally {
    // The lock dies with the connection, but not at once: whoever builds next would find it.
    await holder.query("SELECT pg_advisory_unlock_all()").catch(() => {});
    holder.release(true);
  }
}

/** Whether nobody else builds this version. The lock belongs to the session, so that it needs no open transaction. */
async function isLocked(holder: PoolClient, access: RequesterAccess, version: number): Promise<boolean> {
  const { rows } = await holder.query<{ held: boolean }>(
    "SELECT pg_try_advisory_lock(hashtextextended('freeze/' || $1 || '/' || $2, 0)) AS held",
    [access.projectId, String(version)],
  );
  return rows[0]?.held === true;
}

// What the content of a version follows from, as it was stored at the freeze. Versions of the first format have no
// second part.
type Begun = Build & { parameters: Parameters; pinned: Pinned | null };
type Buildable = Begun & { pinned: Pinned };

/** From here on nobody but this building can write files of the version, and what another one left is gone. */
async function beginBuild(access: RequesterAccess, version: number): Promise<Begun | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Pick<Begun, "build" | "parameters" | "pinned">>(
      `UPDATE dataset_version SET build = build + 1, progress = NULL
       WHERE project_id = $1 AND version = $2 AND state = 'building' RETURNING build, parameters, pinned`,
      [access.projectId, version],
    );
    if (rows[0] === undefined) return null;
    await removeFiles(access, client, version);
    return { access, version, ...rows[0] };
  });
}

type Building = Omit<Composing, "open">;

function isOfThisRule(begun: Begun): begun is Buildable {
  return begun.pinned !== null && canBuild(begun.parameters);
}

async function buildFiles(begun: Buildable, building: Building): Promise<void> {
  const { access, parameters, pinned } = begun;
  const open = (file: { name: string; mediaType: string }) => openFile(begun, file);
  const manifest = await composeVersion(access, { parameters, pinned }, { ...building, open });
  const text = `${canonicalJson(manifest)}\n`;
  const written = await open({ name: "manifest.json", mediaType: "application/json" });
  try {
    await written.write(text);
    await written.close();
  } finally {
    await written.drop();
  }
  building.signal.throwIfAborted();
  await finishBuild(begun, text);
}
