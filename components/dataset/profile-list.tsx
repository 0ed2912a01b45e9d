import { TOOLS } from "#lib/dataset/profile/rules/tools.ts";
import { PROFILES_HELP, PROFILES_TITLE, TOOL_WORDS } from "./profile-words.ts";

const LINK = "font-medium text-gold-strong hover:underline";

/** The files of a version for other tools, each made when it is downloaded. */
export function ProfileList({ projectId, version }: { projectId: string; version: number }) {
  return (
    <details className="text-[13.5px]">
      <summary className="cursor-pointer font-medium text-ink-2">{PROFILES_TITLE}</summary>
      <p className="mt-2 text-[13px] text-ink-3">{PROFILES_HELP}</p>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {TOOLS.map(({ tool, files }) => (
          <li key={tool} className="py-2">
            <p className="text-ink-2">
              {TOOL_WORDS[tool].name}: {TOOL_WORDS[tool].help}
            </p>
            <p className="text-[13px] text-ink-3">{TOOL_WORDS[tool].trap}</p>
            <p className="flex flex-wrap gap-x-4">
              {files.map((file) => (
                <a
                  key={file}
                  href={`/api/projects/${projectId}/datasets/${version}/profiles/${file}`}
                  download
                  className={LINK}
                >
                  {file.slice(tool.length + 1)}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
