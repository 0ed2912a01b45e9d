import type { ServerResponse } from "node:http";
import { isReplicaGood } from "#lib/database/replica.ts";

/** Where the plain queries of a request go. "none": it is no page of a project, or there is no replica */
export type Source = "replica" | "primary" | "none";

/** When a browser last changed something, or saw it on the primary, in milliseconds since 1970 */
const COOKIE = "assay-seen";
/** Longer than a replica that is read from may be behind */
const KEPT_SECONDS = 120;
const PAGES = /^\/(?:api\/)?projects(?:\/|$)/;

type Asked = { isRead: boolean; path: string; cookie: string | undefined };

/**
 * Pages of the requester's side read the replica, unless this browser changed something, or saw something newer, that the
 * replica may not have yet. Whatever is no read goes to the primary, and so does all of the judging side.
 */
export function chooseSource({ isRead, path, cookie }: Asked, now: number): Source {
  if (!isRead) return "primary";
  if (!PAGES.test(path)) return "none";
  return isReplicaGood(lastSeen(cookie ?? ""), now) ? "replica" : "primary";
}

/** Before the head of an answer is sent: what was changed or read for it is stored by then. */
export function rememberSight(response: ServerResponse, now: number): void {
  const attributes = `Path=/; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax`;
  response.appendHeader("set-cookie", `${COOKIE}=${now}; ${attributes}`);
}

function lastSeen(cookie: string): number {
  const found = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\d{1,15})(?:;|$)`).exec(cookie);
  return found ? Number(found[1]) : Number.NEGATIVE_INFINITY;
}
