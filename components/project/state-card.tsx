import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { type ProjectState, possibleMoves } from "#lib/project/rules.ts";
import { MoveButton } from "./move-button.tsx";
import { MOVES, PROJECTS, STATES } from "./words.ts";

/** Where the project stands and what can be done about it. */
export function StateCard({ projectId, state }: { projectId: string; state: ProjectState }) {
  const moves = possibleMoves(state).filter((move) => move !== "launch");
  return (
    <Card title="State" aside={<Chip tone={STATES[state].tone}>{STATES[state].word}</Chip>}>
      {moves.length === 0 ? (
        <p className="text-ink-2">{PROJECTS.launchDraft}</p>
      ) : (
        <ul>
          {moves.map((move) => (
            <li
              key={move}
              className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line py-3.5 first:border-0 first:pt-0 last:pb-0"
            >
              <p className="min-w-0 flex-1 basis-72 text-[14px] text-ink-2">{MOVES[move].consequences}</p>
              <MoveButton projectId={projectId} move={move} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
