import type { EmptyReason, Outcome } from "#lib/judgment/rules.ts";
import type { Submit, Undo } from "#lib/judgment/schema.ts";

export type Held = {
  id: string;
  epoch: number;
  /** Known if the transport reports it. Annotators never see it */
  itemNo: number | null;
};

/** The operations of the queue: the request and the answer of each. */
export type Acts = {
  claim: { asked: { count: number }; answer: { empty: EmptyReason | null; held: Held[] } };
  submit: { asked: Submit; answer: Outcome };
  undo: { asked: Undo; answer: Outcome };
  renew: { asked: null; answer: number };
  return: { asked: { assignmentIds: string[] }; answer: number };
  release: { asked: { assignmentIds: string[] }; answer: number };
  /** Time passes for one lease */
  expire: { asked: { assignmentId: string }; answer: number };
  reap: { asked: { atMost: number }; answer: number };
  target: { asked: { judgmentsPerItem: number }; answer: null };
  pause: { asked: null; answer: null };
  resume: { asked: null; answer: null };
};

export type Act = keyof Acts;

/** ok: answered. fail: refused, nothing was done. info: whether it was done is not known. */
export type Reply<T> =
  | { phase: "ok"; answer: T }
  | { phase: "fail"; why: string }
  | { phase: "info"; why: string };

/** One line of a history. Times are milliseconds since 1970 on a clock that never goes back. */
export type Line =
  | {
      n: number;
      t: number;
      phase: "invoke";
      client: string;
      annotatorNo: number | null;
      act: Act;
      asked: unknown;
    }
  | { n: number; t: number; phase: "ok"; answer: unknown }
  | { n: number; t: number; phase: "fail" | "info"; why: string }
  /** The database broke a call off; the server tried again */
  | { n: 0; t: number; phase: "fault"; code: string };

/** Both ends of one thing done. */
export type Operation<A extends Act = Act> = {
  [K in A]: {
    n: number;
    client: string;
    annotatorNo: number | null;
    act: K;
    asked: Acts[K]["asked"];
    invokedAt: number;
    /** Infinity when nothing ever came back */
    endedAt: number;
    phase: "ok" | "fail" | "info";
    answer: Acts[K]["answer"] | null;
    why: string;
  };
}[A];

export function isOf<A extends Act>(
  operation: Operation,
  ...acts: A[]
): operation is Extract<Operation, { act: A }> {
  return (acts as Act[]).includes(operation.act);
}
