import type { Outcome } from "#lib/judgment/rules.ts";
import type { SubmitBody, UndoBody } from "#lib/judgment/schema.ts";

/** An answer, or the taking back of one, on its way to the server. */
export type Message = { kind: "judge"; body: SubmitBody } | { kind: "undo"; body: UndoBody };

export type OutboxEntry = Message & {
  /** Sorts in the order of giving; the owner stands first */
  position: string;
  /** The item in a few words, for the person's eyes; stays on this device */
  about: string;
  /** Why the server did not take it; it stays until the person has seen it */
  refusal: Refusal | null;
};

export type Refusal = Exclude<Outcome["outcome"], "saved"> | "refused";

/** Where entries lie until the server has them. All of one owner, in the order of giving. */
export type OutboxStore = {
  /** Whether it would survive a reload */
  put: (entry: OutboxEntry) => Promise<boolean>;
  list: (owner: string) => Promise<OutboxEntry[]>;
  remove: (position: string) => Promise<void>;
};

/** What the server said */
export type Reply = { status: number; body: unknown };

/** Sends one message; throws when the server could not be reached. */
export type Post = (kind: Message["kind"], body: Message["body"]) => Promise<Reply>;

const PATHS = { judge: "/api/judge/submit", undo: "/api/judge/undo" } as const;
const PATIENCE_MS = 20_000;

export const postMessage: Post = (kind, body) => send(PATHS[kind], body);

/** Asks the server for something; throws when it could not be reached, or does not answer for too long. */
export async function send(
  path: string,
  body: unknown,
  options: RequestInit = { signal: AbortSignal.timeout(PATIENCE_MS) },
): Promise<Reply> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...options,
  });
  return { status: response.status, body: await response.json().catch(() => null) };
}

/** How far sending came: all sent, try again later, or signed out. */
export type Sending = "sent" | "later" | "signed-out";

/** Of one person in one project. */
export function ownerOf(userId: string, projectId: string): string {
  return `${userId}/${projectId}`;
}

/** How many messages are sent at once. A browser has six connections, and some must stay free to fetch items. */
const LANES = 3;

/**
 * Sends waiting entries, the oldest first and a few at once, so that a slow network does not delay a fast person.
 * Entries about one assignment are sent one after the other, so that an answer, its undo and the next answer arrive
 * in that order. An entry is removed when the server has it. An entry that the server refuses is kept and marked as
 * refused.
 */
export async function sendWaiting(owner: string, store: OutboxStore, post: Post): Promise<Sending> {
  const waiting = byAssignment((await store.list(owner)).filter(({ refusal }) => refusal === null));
  let sending: Sending = "sent";
  async function runLane(): Promise<void> {
    for (let next = waiting.shift(); next && sending === "sent"; next = waiting.shift()) {
      const ended = await sendInOrder(next, store, post);
      if (ended !== "sent") sending = ended;
    }
  }
  await Promise.all(Array.from({ length: LANES }, runLane));
  return sending;
}

function byAssignment(entries: readonly OutboxEntry[]): OutboxEntry[][] {
  const groups = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const { assignmentId } = entry.body;
    groups.set(assignmentId, [...(groups.get(assignmentId) ?? []), entry]);
  }
  return [...groups.values()];
}

async function sendInOrder(
  entries: readonly OutboxEntry[],
  store: OutboxStore,
  post: Post,
): Promise<Sending> {
  for (const entry of entries) {
    const answer = await post(entry.kind, entry.body).catch(() => null);
    if (answer === null || isForLater(answer.status)) return "later";
    if (answer.status === 401) return "signed-out";
    const refusal = refusalOf(answer);
    if (refusal === null) await store.remove(entry.position);
    else await store.put({ ...entry, refusal });
  }
  return "sent";
}

/** Whether the server decided about a message, and it is not sent again. */
export function isFinal({ status }: Reply): boolean {
  return !isForLater(status) && status !== 401;
}

function isForLater(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

export function refusalOf({ status, body }: Reply): Refusal | null {
  const outcome = (body as Partial<Outcome> | null)?.outcome;
  if (status !== 200 || outcome === undefined) return "refused";
  return outcome === "saved" ? null : outcome;
}

/** Assignments that are answered here and not taken back, as far as it waits to be sent. */
export function answeredIn(entries: readonly OutboxEntry[]): Set<string> {
  const answered = new Set<string>();
  for (const { kind, body, refusal } of entries) {
    if (kind === "undo") answered.delete(body.assignmentId);
    else if (refusal === null) answered.add(body.assignmentId);
  }
  return answered;
}

/** Assignments whose answer the server did not take: there is nothing to take back. */
export function refusedIn(entries: readonly OutboxEntry[]): string[] {
  const refused = entries.filter(({ kind, refusal }) => kind === "judge" && refusal !== null);
  return refused.map(({ body }) => body.assignmentId);
}

/** How many the server does not have yet and will get. */
export function waitingIn(entries: readonly OutboxEntry[]): number {
  return entries.filter(({ refusal }) => refusal === null).length;
}

/** What was read from the store together with what is still on its way into it, each once, in the order of giving. */
export function withArriving(stored: readonly OutboxEntry[], arriving: Iterable<OutboxEntry>): OutboxEntry[] {
  const byPosition = new Map([...arriving, ...stored].map((entry) => [entry.position, entry]));
  return [...byPosition.values()].sort((a, b) => (a.position < b.position ? -1 : 1));
}

/** Positions sort by time; two at the same moment keep their order. */
export function positionAfter(owner: string, last: number, now: number): { position: string; at: number } {
  const at = Math.max(now * 1000, last + 1);
  return { at, position: `${owner}|${String(at).padStart(20, "0")}|${newRequestKey()}` };
}

/** Milliseconds until the next try: doubling up to half a minute, with chance, so that not all come back at once. */
export function delayAfter(failures: number, random: number): number {
  return Math.min(30_000, 500 * 2 ** failures) * (0.5 + random / 2);
}

/** A random UUID, also on pages without TLS, where `crypto.randomUUID` is missing. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
