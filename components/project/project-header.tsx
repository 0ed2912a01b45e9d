import { Chip } from "#components/ui/chip.tsx";
import { PageHeader } from "#components/ui/page/page-header.tsx";
import { TabsNav } from "#components/ui/page/tabs-nav.tsx";
import { Time } from "#components/ui/time.tsx";
import { type ProjectView, possibleMoves } from "#lib/project/rules.ts";
import { MoveButton } from "./move-button.tsx";
import { STATES } from "./words.ts";

const TABS = ["Overview", "Items", "Guideline", "Gold", "Annotators", "Agreement", "Datasets", "Settings"];

/** Name, state and pages of one project. */
export function ProjectHeader({ project }: { project: ProjectView }) {
  const { projectId, name, state, launchedAt, isSimulated } = project;
  const home = `/projects/${projectId}`;
  const tabs = TABS.map((tab, at) => ({ name: tab, href: at === 0 ? home : `${home}/${tab.toLowerCase()}` }));
  const move = possibleMoves(state).find((each) => each === "pause" || each === "resume");
  return (
    <>
      <PageHeader
        eyebrow={
          <span className="flex flex-wrap items-center gap-2">
            Project
            <Chip tone={STATES[state].tone}>{STATES[state].word}</Chip>
            {isSimulated && <Chip tone="gold">simulated crowd</Chip>}
            {launchedAt && (
              <span className="max-sm:hidden">
                launched <Time at={launchedAt} />
              </span>
            )}
          </span>
        }
        title={name}
        actions={move && <MoveButton projectId={projectId} move={move} />}
      />
      <TabsNav label="Project" tabs={tabs} />
    </>
  );
}
