import type { Fixture } from "../../ground/fixture.ts";
import type { Settings } from "../../ground/instances.ts";
import type { Trouble } from "../../ground/proxy.ts";

/** Something that goes wrong while people work. */
export type Fault = {
  name: string;
  settings?: Pick<Settings, "trouble" | "poolSize"> & { count?: number };
  assignmentSeconds?: number;
  /** How long people wait for an answer before they send again */
  timeoutMs?: number;
  /** What happens beside the crowd */
  strike?: (fixture: Fixture) => Promise<void>;
  /** How much of it happened */
  told?: (fixture: Fixture) => string;
  /** Further answers that a server may give, because it cannot do better */
  excuses?: RegExp;
  /** Longer where the database itself is away for a while */
  reapWithinMs?: number;
};

/** Troubles on the way of the judging routes, each in so large a share of the requests. */
export function onTheWay(shares: Partial<Record<Trouble, number>>): (path: string) => Trouble | null {
  return (path) => {
    if (!path.startsWith("/api/judge/")) return null;
    let draw = Math.random();
    for (const [trouble, share] of Object.entries(shares)) {
      draw -= share;
      if (draw < 0) return trouble as Trouble;
    }
    return null;
  };
}

export function tellTroubles({ instances }: Fixture): string {
  const made = Object.entries(instances.proxy?.made ?? {});
  return made.map(([trouble, times]) => `${times} ${trouble}`).join(", ");
}
