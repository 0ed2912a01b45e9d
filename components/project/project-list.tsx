import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { count, counted, percentDone } from "#components/ui/format.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { workOf } from "#lib/project/progress/rules.ts";
import { needsRequester, type ProjectRow } from "#lib/project/rules.ts";
import { STATES } from "./words.ts";
import { workInWords } from "./work-words.ts";

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
  const { projectId, name, question, state, isSimulated, golds, counts } = project;
  const { done, begun, waiting, paused, counted: judged, wanted, joined } = counts;
  const items = done + begun + waiting + paused;
  const work = workOf(counts);
  const standstill = needsRequester(work) ? workInWords(work) : null;
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
        <ProgressBar
          label={`${percentDone(judged, wanted)} of judgments`}
          value={judged}
          max={wanted}
          note={`${count(done)} of ${counted(items, "item")} done · ${counted(golds, "gold item")} · ${counted(joined, "annotator")}`}
        />
      )}
      {standstill && (
        <p className={`mt-2.5 text-[13px] ${work.kind === "going" ? "text-ink-2" : "font-medium text-bad"}`}>
          {standstill.what}
        </p>
      )}
    </Card>
  );
}
