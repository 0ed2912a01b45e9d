import { watchReplicaOfPages } from "#lib/database/pool.ts";
import { LAG_SHOWN_MS, replicaState } from "#lib/database/replica.ts";

export type ReplicaView = {
  /** "ok": pages read it; "behind": they do, and say how old their figures may be; "unused": they read the primary */
  state: "ok" | "behind" | "unused";
  /** Null where it is not known */
  lagSeconds: number | null;
};

/** How the replica is that pages may read from; null where there is none. `now`: milliseconds since 1970. */
export function readReplicaView(now: number): ReplicaView | null {
  if (!watchReplicaOfPages()) return null;
  const seen = replicaState(now);
  if (seen === null) return null;
  const lagSeconds = Number.isFinite(seen.lagMs) ? Math.round(seen.lagMs / 1000) : null;
  if (!seen.isRead) return { state: "unused", lagSeconds };
  return { state: seen.lagMs >= LAG_SHOWN_MS ? "behind" : "ok", lagSeconds };
}
