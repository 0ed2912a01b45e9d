import "server-only";
import { pool } from "#lib/database/pool.ts";
import type { BuildProgress, Stage } from "#lib/dataset/rules/progress.ts";
import { type Build, BuildEnded } from "./stored-file.ts";

const TELL_MS = 1000;

type Watching = { end: (reason: Error) => void; told?: ((progress: BuildProgress) => void) | undefined };

/** Tells how far a building is, once a second at most. Where the version is no longer ours it ends the work. */
export function watchBuild({ access, version, build }: Build, { end, told }: Watching) {
  let progress: BuildProgress | null = null;
  let isAsking = false;
  const tell = async () => {
    const { rowCount } = await pool.query(
      `UPDATE dataset_version SET progress = $4 WHERE project_id = $1 AND version = $2 AND build = $3 AND state = 'building'`,
      [access.projectId, version, build, progress && { ...progress, at: Date.now() }],
    );
    if (rowCount === 0) end(new BuildEnded());
  };
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    // A database that is away is noticed by the work itself.
    tell()
      .catch(() => {})
      .finally(() => {
        isAsking = false;
      });
  }, TELL_MS);
  return {
    told(stage: Stage, rows: number, of: number | null): void {
      const at = Date.now();
      const since = progress?.stage === stage ? progress.since : at;
      progress = { stage, rows, of, since, at };
      told?.(progress);
    },
    stop: () => clearInterval(timer),
  };
}
