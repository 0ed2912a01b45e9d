/** What is seen of a data directory before anything is started on it. */
export type Sighting = {
  /** From postmaster.pid; null without one */
  pid: number | null;
  /** Whether that process runs and is a PostgreSQL */
  isPostgres: boolean;
  /** What the socket answers */
  answer: "ready" | "starting" | "nothing";
  /** Whether the server that answers works on this very directory (its system identifier is the directory's) */
  isSameSystem: boolean;
};

export type Decision = "start" | "adopt" | "wait" | "refuse";

/**
 * What to do with a data directory. A PID alone decides nothing: after a reboot it may belong to anybody.
 *
 * A server that answers from this directory is adopted, one that is starting or in recovery is waited for, one
 * that answers from another directory is refused, and only where no PostgreSQL is left is one started.
 */
export function decide(seen: Sighting): Decision {
  if (seen.answer === "ready") return seen.isSameSystem ? "adopt" : "refuse";
  if (seen.answer === "starting") return "wait";
  return seen.pid !== null && seen.isPostgres ? "wait" : "start";
}
