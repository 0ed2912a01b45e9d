"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { toast } from "#components/ui/toast.tsx";
import { cancelBuildAction } from "#lib/dataset/actions.ts";
import type { BuildProgress } from "#lib/dataset/rules/progress.ts";
import type { DatasetVersionRow } from "#lib/dataset/rules/version.ts";
import { progressInWords } from "./progress-words.ts";

const ASK_MS = 1000;

type VersionProps = { projectId: string; version: number };

/** A version that is built: how far it is, and how to stop it. The page is read again once, when it is done. */
export function Building({
  projectId,
  version,
  progress,
}: VersionProps & { progress: BuildProgress | null }) {
  const now = useBuild({ projectId, version, progress });
  const { label, note } = progressInWords(now);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64" aria-live="polite">
        <ProgressBar label={label} value={now?.of ? now.rows : 0} max={now?.of ?? 1} note={note} />
      </div>
      <CancelButton projectId={projectId} version={version} />
    </div>
  );
}

/** Asks for one row each second, whatever else the page shows. */
function useBuild({ projectId, version, progress }: VersionProps & { progress: BuildProgress | null }) {
  const router = useRouter();
  const [known, setKnown] = useState(progress);
  useEffect(() => {
    const ended = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/api/projects/${projectId}/datasets/${version}`, { signal: ended.signal });
      if (!answer.ok) return;
      const told = (await answer.json()) as Pick<DatasetVersionRow, "state" | "progress">;
      setKnown(told.progress);
      if (told.state !== "building") router.refresh();
    };
    // A server that is away for a moment is asked again.
    const timer = setInterval(() => void ask().catch(() => {}), ASK_MS);
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }, [projectId, version, router]);
  return known;
}

function CancelButton({ projectId, version }: VersionProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const cancel = () =>
    startTransition(async () => {
      const result = await cancelBuildAction(projectId, version);
      if (result.ok) toast.success(`Version ${version} canceled.`);
      else toast.error(result.message);
      router.refresh();
    });
  return (
    <Button isPending={isPending} onClick={cancel}>
      Cancel
    </Button>
  );
}
