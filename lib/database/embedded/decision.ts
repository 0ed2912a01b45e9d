/** What is known of a data directory before anything is started on it. */
export type Sighting = {
  /** From postmaster.pid; null without one */
  pid: number | null;
  /** Whether that process runs and is a PostgreSQL */
  isPostgres: boolean;
  /** What the socket answers */
  answer: "ready" | "starting" | "nothing";
  /** Whether the server that answers runs on this directory (it has the directory's system identifier) */
  isSameSystem: boolean;
};

export type Decision = "start" | "adopt" | "wait" | "refuse";

/**
 * What to do with a data directory. A PID alone decides nothing: after a reboot it may belong to anybody.
 *
 * A server that runs on this directory is adopted. One that is starting or in recovery is waited for. One that runs on
 * another directory is refused. Only where no PostgreSQL runs is one started.
 */
export function decide(seen: Sighting): Decision {
  if (seen.answer === "ready") return seen.isSameSystem ? "adopt" : "refuse";
  if (seen.answer === "starting") return "wait";
  return seen.pid !== null && seen.isPostgres ? "wait" : "start";
}
