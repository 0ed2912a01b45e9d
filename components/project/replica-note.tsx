"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import type { ReplicaView } from "#lib/replica.ts";
import { replicaInWords } from "./words.ts";

const ASK_MS = 15_000;

/** How old the figures of a page may be, where it reads a replica that is behind. */
export function ReplicaNote({ first }: { first: ReplicaView }) {
  const path = usePathname();
  const [replica, setReplica] = useState(first);
  // The layout of a project stays as it is from page to page, so the note asks by itself at each.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page asks again
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const answer = await fetch("/api/health", { signal: leaving.signal });
      const health = (await answer.json()) as { replica?: ReplicaView };
      if (health.replica) setReplica(health.replica);
    };
    // Where nobody answers, what was said last stays.
    const askOnce = () => void ask().catch(() => {});
    askOnce();
    const timer = setInterval(askOnce, ASK_MS);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [path]);
  const words = replicaInWords(replica);
  if (words === null) return null;
  return (
    <div role="status" className="mb-4">
      <Callout>{words}</Callout>
    </div>
  );
}
