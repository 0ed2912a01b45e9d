import Link from "next/link";
import { ownerOf } from "#components/judgment/outbox/outbox.ts";
import { UnsentNote } from "#components/judgment/outbox/unsent-note.tsx";
import { WORDS, YOU_SEE_GOLD } from "#components/judgment/words.ts";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MyProject } from "#lib/annotator/rules/roster.ts";
import type { AnnotatorProgress } from "#lib/judgment/rules.ts";
import { judgedInWords, nowInWords } from "./words.ts";

type MyProjectsProps = {
  userId: string;
  projects: readonly MyProject[];
  standings: readonly AnnotatorProgress[];
};

export function MyProjects({ userId, projects, standings }: MyProjectsProps) {
  const byProject = new Map(standings.map((standing) => [standing.projectId, standing]));
  return (
    <ul className="space-y-3">
      {projects.map((project) => (
        <li
          key={project.projectId}
          className="relative rounded-[10px] border border-line bg-surface px-5 py-4 shadow-lift hover:border-line-2"
        >
          <ProjectFace project={project} standing={byProject.get(project.projectId)} />
          <UnsentNote owner={ownerOf(userId, project.projectId)} />
        </li>
      ))}
    </ul>
  );
}

const NOTHING = { least: 0, most: 0 };

function ProjectFace({ project, standing }: { project: MyProject; standing: AnnotatorProgress | undefined }) {
  const now = nowInWords(project, standing?.ahead ?? NOTHING);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link
          href={`/judge/${project.projectId}`}
          className="font-serif text-[19px] font-medium after:absolute after:inset-0 after:rounded-[10px]"
        >
          {project.name}
        </Link>
        <Chip tone={now.tone}>{now.text}</Chip>
      </p>
      <p className="mt-1 text-[14px] text-ink-2">{project.question}</p>
      <p className="mt-1 text-[13px] text-ink-3">{judgedInWords(project.judged, project.pseudonym)}</p>
      {project.seesGold && <p className="mt-1 text-[13px] text-note">{YOU_SEE_GOLD.inList}</p>}
      {standing?.lastAt && (
        <p dir="auto" className="text-[13px] text-ink-3">
          {WORDS.lastJudged} <Time at={standing.lastAt} />
          {standing.lastQuery && ` · “${standing.lastQuery}”`}
        </p>
      )}
    </>
  );
}
