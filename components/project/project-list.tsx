import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { count, counted, percent } from "#components/ui/format.ts";
import { Progress } from "#components/ui/progress.tsx";
import type { ProjectRow } from "#lib/project/rules.ts";
import { STATES } from "./words.ts";

export function ProjectList({ projects }: { projects: readonly ProjectRow[] }) {
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {projects.map((project) => (
        <li key={project.projectId} className="min-w-0">
          <ProjectCard project={project} />
        </li>
      ))}
    </ul>
  );
}

function ProjectCard({ project }: { project: ProjectRow }) {
  const { projectId, name, question, state, isSimulated, items, done, golds, annotators } = project;
  return (
    <Card className="relative h-full hover:border-line-2">
      <div className="mb-2 flex flex-wrap gap-2">
        <Chip tone={STATES[state].tone}>{STATES[state].word}</Chip>
        {isSimulated && <Chip tone="gold">simulated crowd</Chip>}
      </div>
      <h2 className="font-serif !text-[21px] !font-medium">
        <Link href={`/projects/${projectId}`} className="after:absolute after:inset-0 after:rounded-[10px]">
          {name}
        </Link>
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{question}</p>
      {items === 0 ? (
        <p className="text-[13px] text-ink-3">No items yet.</p>
      ) : (
        <Progress
          label={`${percent(done / items)} done`}
          value={done}
          max={items}
          note={`${count(done)} of ${counted(items, "item")} · ${counted(golds, "gold item")} · ${counted(annotators, "annotator")}`}
        />
      )}
    </Card>
  );
}
