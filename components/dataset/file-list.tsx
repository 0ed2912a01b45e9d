import { bytes } from "#components/ui/format.ts";
import type { DatasetFile } from "#lib/dataset/rules/version.ts";

type FileListProps = { projectId: string; version: number; files: readonly DatasetFile[] };

/** The files of a version, each to download. */
export function FileList({ projectId, version, files }: FileListProps) {
  return (
    <ul className="divide-y divide-line self-start border-y border-line text-[13.5px]">
      {files.map((file) => (
        <li key={file.name} className="flex items-baseline justify-between gap-4 py-1.5">
          <a
            href={`/api/projects/${projectId}/datasets/${version}/files/${file.name}`}
            download
            className="min-w-0 truncate font-medium text-gold-strong hover:underline"
          >
            {file.name}
          </a>
          <span className="whitespace-nowrap text-ink-3" title={`SHA-256 ${file.sha256}`}>
            {bytes(file.bytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}
