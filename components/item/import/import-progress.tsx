"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Card } from "#components/ui/card.tsx";
import { bytes, count } from "#components/ui/format.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { ImportView } from "#lib/item/import/rules/view.ts";
import { runningInWords } from "./words.ts";

const REFRESH_MS = 1000;

/** A running import: what has been read, and how long the rest may take. Asks again every second. */
export function ImportProgress({ view }: { view: ImportView }) {
  const router = useRouter();
  const first = useRef<{ at: number; bytesRead: number } | null>(null);
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [router]);
  useEffect(() => {
    first.current ??= { at: Date.now(), bytesRead: view.bytesRead };
  }, [view.bytesRead]);
  return (
    <Card title="Adding items" aside="You can leave this page">
      <ProgressBar
        label={`${count(view.rowsRead)} rows read`}
        value={view.bytesRead}
        max={view.bytes}
        note={`${bytes(view.bytesRead)} of ${bytes(view.bytes)}${restInWords(view, first.current)}`}
      />
      <p aria-live="polite" className="mt-3 text-[13.5px] text-ink-2">
        {runningInWords(view)}
      </p>
    </Card>
  );
}

function restInWords(view: ImportView, first: { at: number; bytesRead: number } | null): string {
  const read = view.bytesRead - (first?.bytesRead ?? 0);
  if (first === null || read <= 0 || view.bytesRead >= view.bytes) return "";
  const seconds = ((view.bytes - view.bytesRead) / read) * ((Date.now() - first.at) / 1000);
  if (seconds < 60) return `, about ${Math.ceil(seconds)} s left`;
  return `, about ${Math.ceil(seconds / 60)} min left`;
}
