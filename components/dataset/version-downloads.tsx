import type { DatasetVersionRow, Manifest } from "#lib/dataset/rules/version.ts";
import { FileList } from "./file-list.tsx";
import { ProfileList } from "./profile-list.tsx";
import { GOLD_FILE } from "./profile-words.ts";

type DownloadsProps = { projectId: string; version: DatasetVersionRow; manifest: Manifest };

/** Everything that can be taken from a version: its own files, its gold, and files for other tools. */
export function VersionDownloads({ projectId, version: { version, files }, manifest }: DownloadsProps) {
  return (
    <div className="min-w-0 space-y-3 self-start">
      <FileList projectId={projectId} version={version} files={files} />
      {manifest.counts.gold > 0 && (
        <p className="text-[13px] text-ink-3">
          <a
            href={`/api/projects/${projectId}/datasets/${version}/gold`}
            download
            className="font-medium text-gold-strong hover:underline"
          >
            {GOLD_FILE.name}
          </a>{" "}
          {GOLD_FILE.help}
        </p>
      )}
      <ProfileList projectId={projectId} version={version} />
    </div>
  );
}
