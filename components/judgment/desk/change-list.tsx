import { moreLinesInWords, WORDS } from "#components/judgment/words.ts";
import type { LineChanges } from "#lib/annotator/rules/line-changes.ts";

const MOST_SHOWN = 12;

/** What changed: sentences first, then lines of the guideline that are new, then those that are gone. */
export function ChangeList({ scale = [], lines }: { scale?: readonly string[]; lines: LineChanges | null }) {
  const { added, removed } = lines ?? { added: [], removed: [] };
  return (
    <>
      <Lines lines={[...scale, ...added]} />
      {removed.length > 0 && (
        <>
          <p className="mt-2 font-medium">{WORDS.linesRemoved}</p>
          <Lines lines={removed} isGone />
        </>
      )}
    </>
  );
}

function Lines({ lines, isGone = false }: { lines: readonly string[]; isGone?: boolean }) {
  if (lines.length === 0) return null;
  return (
    <ul className="mt-1 list-disc space-y-1 ps-5">
      {lines.slice(0, MOST_SHOWN).map((line) => (
        <li key={line} dir="auto" className="break-words">
          {isGone ? <del>{line}</del> : line}
        </li>
      ))}
      {lines.length > MOST_SHOWN && <li>{moreLinesInWords(lines.length - MOST_SHOWN)}</li>}
    </ul>
  );
}
