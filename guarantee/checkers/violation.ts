import type { History } from "./history/read.ts";
import type { Tables } from "./history/tables.ts";

/** The invariants of the queue, by their numbers in its specification. */
export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9" | "I11" | "live";

export type Violation = {
  invariant: Invariant;
  what: string;
  itemNo?: number;
  annotatorNo?: number;
  /** Numbers of the operations that show it */
  operations?: number[];
  /** Numbers of the events that show it */
  events?: number[];
};

/** Everything that is known of a run: what was said to its clients, and what the database holds. */
export type Run = {
  history: History;
  tables: Tables;
  /** Everybody went on until there was nothing more for them */
  isDrained: boolean;
  /** Longest that an expired lease may stay untouched */
  reapWithinMs: number;
  /** Further answers that a server may give, because it cannot do better */
  excuses?: RegExp;
};
