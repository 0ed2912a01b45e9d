import Link from "next/link";
import { Chip } from "#components/ui/chip.tsx";
import { counted } from "#components/ui/format.ts";
import type { MyProject } from "#lib/annotator/rules.ts";

const STATES: Record<MyProject["state"], string> = {
  draft: "not open yet",
  live: "open",
  paused: "paused",
  ended: "ended",
};

export function MyProjects({ projects }: { projects: readonly MyProject[] }) {
  return (
    <ul className="space-y-3">
      {projects.map((project) => (
        <li key={project.projectId}>
          <Link
            href={`/judge/${project.projectId}`}
            className="block rounded-[10px] border border-line bg-surface px-5 py-4 shadow-lift hover:border-line-2"
          >
            <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-serif text-[19px] font-medium">{project.name}</span>
              <Chip tone={project.state === "live" ? "good" : "plain"}>{STATES[project.state]}</Chip>
            </span>
            <span className="mt-1 block text-[14px] text-ink-2">{project.question}</span>
            <span className="mt-1 block text-[13px] text-ink-3">
              {project.judged === 0 ? "You have not begun" : `You judged ${counted(project.judged, "item")}`}
              {" · here you are called "}
              {project.pseudonym}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
