import { send } from "#components/judgment/outbox/outbox.ts";
import type { Miss } from "#lib/judgment/feedback/rules.ts";
import type { DeskProgress, EmptyReason, HeldItem } from "#lib/judgment/rules.ts";
import type { StepCount } from "#lib/judgment/timing/schema.ts";

export type Claimed = {
  held: HeldItem[];
  empty: EmptyReason | null;
  /** The requester's reason where the person is suspended */
  suspendedFor: string | null;
  progress: DeskProgress | null;
  /** Of what stands around the items */
  screen: string;
  /** Fewer came than were asked for: what is held is all there is now. */
  isAll: boolean;
};

/** Fetches items, and how far the person is if that is wanted; or why not. */
export async function fetchItems(
  projectId: string,
  count: number,
  wantsProgress: boolean,
): Promise<Claimed | "signed-out" | "gone" | "unreachable"> {
  const body = { projectId, count, ...(wantsProgress && { since: lastMidnight() }) };
  const answer = await send("/api/judge/claim", body).catch(() => null);
  if (answer?.status === 200) {
    const claimed = answer.body as Omit<Claimed, "isAll">;
    return { ...claimed, isAll: claimed.held.length < count };
  }
  if (answer?.status === 401) return "signed-out";
  return answer?.status === 404 ? "gone" : "unreachable";
}

function lastMidnight(): string {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}

/** Keeps what is held for another lifetime; the digest of what stands around the items, or null without an answer. */
export async function renewHeld(projectId: string): Promise<string | null> {
  const answer = await send("/api/judge/renew", { projectId }).catch(() => null);
  return answer?.status === 200 ? (answer.body as Pick<Claimed, "screen">).screen : null;
}

/** Gives unanswered items back when the page goes away; the browser sends it even then. */
export function giveBackSoon(projectId: string, assignmentIds: readonly string[]): void {
  if (assignmentIds.length === 0) return;
  const body = { projectId, assignmentIds, when: "soon" };
  send("/api/judge/return", body, { keepalive: true }).catch(() => undefined);
}

/** Tells how long the steps took, also when the page goes away; whether that arrived. */
export async function reportTimings(projectId: string, counts: readonly StepCount[]): Promise<boolean> {
  const answer = await send("/api/judge/timing", { projectId, counts }, { keepalive: true }).catch(
    () => null,
  );
  // What the server refuses it will refuse again.
  return answer !== null && answer.status < 500;
}

/**
 * What the person missed and has not put aside. `answered` was just stored; without it everything is asked for that they
 * were not told yet. Null where the server was not reached.
 */
export async function fetchMisses(
  projectId: string,
  answered: readonly string[] | undefined,
  seen: readonly string[],
): Promise<readonly Miss[] | null> {
  const answer = await send("/api/judge/feedback", { projectId, answered, seen }).catch(() => null);
  return answer?.status === 200 ? (answer.body as { misses: Miss[] }).misses : null;
}
