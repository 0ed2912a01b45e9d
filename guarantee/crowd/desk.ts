import { setTimeout as pause } from "node:timers/promises";
import type { Submit } from "#lib/judgment/schema.ts";
import type { Acts, Held, Reply } from "../checkers/history/operation.ts";
import type { Recorder } from "../checkers/history/recorder.ts";
import type { Person } from "./person.ts";
import type { Transport } from "./transport.ts";

/** Where simulated annotators sit: everything they do goes through here and into the history. */
export type Desk = {
  recorder: Recorder;
  transport: Transport;
  /** Request keys that everybody uses, so that one without its person would be found out */
  commonRequestKeys: readonly string[];
  /** Items asked for at a time */
  count: number;
  /** Lets the lease of an assignment run out */
  expire(assignmentId: string): Promise<number>;
  signal: AbortSignal;
  tally: Tally;
};

export type Tally = { claims: number[]; submits: number[]; stored: number; resent: number };

const RESENDS = 60;

/** Claims in a tab; what the person holds is what the answer says. Null: no answer, or nothing there. */
export async function claim(desk: Desk, person: Person, tab = ""): Promise<Acts["claim"]["answer"] | null> {
  const { no } = person;
  const who = { client: `${no}${tab}`, annotatorNo: no };
  const start = performance.now();
  const reply = await desk.recorder.run(who, "claim", { count: desk.count }, () =>
    desk.transport.claim(no, desk.count),
  );
  if (reply.phase !== "ok") return null;
  desk.tally.claims.push(performance.now() - start);
  return reply.answer;
}

/** Sends an answer until it is known what became of it: the same request key every time. */
export async function submit(
  desk: Desk,
  person: Person,
  input: Submit,
  tab = "",
): Promise<Acts["submit"]["answer"] | null> {
  const who = { client: `${person.no}${tab}`, annotatorNo: person.no };
  const start = performance.now();
  const answer = await insist(desk, () =>
    desk.recorder.run(who, "submit", input, () => desk.transport.submit(person.no, input)),
  );
  if (answer?.outcome === "saved") desk.tally.stored++;
  desk.tally.submits.push(performance.now() - start);
  return answer;
}

export async function undo(desk: Desk, person: Person, held: Held): Promise<boolean> {
  const who = { client: `${person.no}`, annotatorNo: person.no };
  const input = { assignmentId: held.id, requestKey: person.random.uuid() };
  const answer = await insist(desk, () =>
    desk.recorder.run(who, "undo", input, () => desk.transport.undo(person.no, input)),
  );
  return answer?.outcome === "saved";
}

export async function renew(desk: Desk, person: Person): Promise<void> {
  const who = { client: `${person.no}`, annotatorNo: person.no };
  await desk.recorder.run(who, "renew", null, () => desk.transport.renew(person.no));
}

export async function giveBack(
  desk: Desk,
  person: Person,
  ids: string[],
  when: "now" | "soon",
): Promise<void> {
  const who = { client: `${person.no}`, annotatorNo: person.no };
  const act = when === "now" ? "return" : "release";
  await desk.recorder.run(who, act, { assignmentIds: ids }, () =>
    desk.transport.giveBack(person.no, ids, when),
  );
}

/** Time passes: the lease of an item the person holds is over. */
export async function letExpire(desk: Desk, person: Person, held: Held): Promise<void> {
  const who = { client: `${person.no}`, annotatorNo: person.no };
  await desk.recorder.run(who, "expire", { assignmentId: held.id }, async () => ({
    phase: "ok",
    answer: await desk.expire(held.id),
  }));
}

// As the page does: what was not acknowledged stays in the outbox and is sent again.
async function insist<T>(desk: Desk, send: () => Promise<Reply<T>>): Promise<T | null> {
  for (let attempt = 1; attempt <= RESENDS; attempt++) {
    const reply = await send();
    if (reply.phase === "ok") return reply.answer;
    if (reply.phase === "fail" || desk.signal.aborted || reply.why.startsWith("unexpected")) return null;
    desk.tally.resent++;
    await pause(Math.min(1000, 10 * 2 ** attempt) * Math.random());
  }
  return null;
}
