/** How long a connection waits for what it asked, in milliseconds. */
export type Patience = {
  /** The longest that one statement may run */
  readonly statement_timeout: number;
  /** The longest that a transaction may be open without a statement */
  readonly idle_in_transaction_session_timeout: number;
};

/**
 * By kind of work. PostgreSQL itself counts, so that nothing runs on after the process that asked has ended. A statement
 * that is ended by its time leaves nothing, nor does the transaction around it.
 */
export const PATIENCE = {
  /** Somebody sits at the desk. The functions of the queue wait at most five seconds for one lock. */
  judging: { statement_timeout: 15_000, idle_in_transaction_session_timeout: 15_000 },
  /** Somebody waits for a page of a project, or for what a button does. */
  pages: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 },
  /** Nobody waits. A version is computed while its transaction is open. */
  jobs: { statement_timeout: 3_600_000, idle_in_transaction_session_timeout: 3_600_000 },
} as const satisfies Record<string, Patience>;

/**
 * A pooler gives a transaction any connection that is free, so a connection can have no times of its own there: its role has
 * those of judging, and the transactions of other work begin with theirs.
 */
export function beginWithin(patience: Patience, mode: "" | " READ ONLY" = ""): string {
  const times = Object.entries(patience).map(([name, ms]) => `SET LOCAL ${name} = ${ms}`);
  return [`BEGIN${mode}`, ...times].join("; ");
}

/**
 * A migration may change a large table, which takes as long as it takes, whatever the role allows. But while it waits for a
 * table everybody else waits behind it, so it does not wait much longer than a page may run.
 */
export const MIGRATING_LOCK_MS = 120_000;
