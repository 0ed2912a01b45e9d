"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { SECTION_TITLE_ID } from "#components/item/section-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { FileDrop } from "#components/ui/form/file-drop.tsx";
import { bytes, percent } from "#components/ui/format.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useHandOverFocus } from "#components/ui/use-hand-over-focus.ts";
import { MAX_UPLOAD, MAX_UPLOAD_BYTES } from "#lib/item/import/rules/draft.ts";
import { shortName, UPLOAD_FAILED } from "./words.ts";

type Uploading = { readonly name: string; readonly sent: number; readonly size: number };

/** Takes a file, shows how much of it is there, and goes on to its mapping. */
export function ImportUpload({ projectId }: { projectId: string }) {
  const router = useRouter();
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const handOverFocus = useHandOverFocus(SECTION_TITLE_ID);

  async function take(file: File) {
    setFault(null);
    if (file.size > MAX_UPLOAD_BYTES) return setFault(UPLOAD_FAILED["too-large"]);
    setUploading({ name: file.name, sent: 0, size: file.size });
    const answer = await send(projectId, file, (sent) =>
      setUploading({ name: file.name, sent, size: file.size }),
    );
    if ("importNo" in answer) {
      handOverFocus(true);
      return router.push(`/projects/${projectId}/items/import/${answer.importNo}`);
    }
    setUploading(null);
    setFault(answer.fault);
  }

  return (
    <div className="space-y-3">
      <FileDrop
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.gz"
        label="Drop a file here or choose one"
        hint={`CSV, TSV or JSON Lines, also compressed with gzip, up to ${MAX_UPLOAD}, one item per row`}
        isDisabled={uploading !== null}
        onFile={take}
      />
      {uploading && (
        <ProgressBar
          label={`Uploading ${shortName(uploading.name)}`}
          value={uploading.sent}
          max={uploading.size}
          note={`${bytes(uploading.sent)} of ${bytes(uploading.size)}, ${percent(uploading.sent / Math.max(1, uploading.size))}`}
        />
      )}
      {fault && (
        <Callout tone="bad" title="Upload failed.">
          {fault}
        </Callout>
      )}
    </div>
  );
}

// fetch has no upload progress.
function send(
  projectId: string,
  file: File,
  onProgress: (sent: number) => void,
): Promise<{ importNo: number } | { fault: string }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/projects/${projectId}/imports`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name.toWellFormed()));
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(answerOf(request.response));
    request.onerror = () => resolve({ fault: UPLOAD_FAILED.connection });
    request.send(file);
  });
}

function answerOf(response: unknown): { importNo: number } | { fault: string } {
  const { importNo, detail } = (response ?? {}) as { importNo?: unknown; detail?: unknown };
  if (typeof importNo === "number") return { importNo };
  return { fault: typeof detail === "string" ? detail : UPLOAD_FAILED.server };
}
