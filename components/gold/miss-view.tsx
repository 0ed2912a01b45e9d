import type { ReactNode } from "react";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { Miss } from "#lib/judgment/feedback/rules.ts";
import { acceptableInWords } from "./words.ts";

type MissViewProps = {
  miss: Pick<Miss, "query" | "content" | "level" | "right" | "reason">;
  levels: readonly { value: number; name: string }[];
  /** What can be done about it */
  children?: ReactNode;
};

/** What a person missed: the item, their answer, the acceptable levels and the reason. */
export function MissView({ miss, levels, children }: MissViewProps) {
  const { title, text, url } = miss.content;
  const given = levels.filter(({ value }) => value === miss.level);
  return (
    <div className="min-w-0 space-y-2">
      <p className="min-w-0 break-words">
        <span dir="auto" className="font-medium">
          {title || text || url}
        </span>
        {miss.query && (
          <span dir="auto" className="block text-[13px] text-ink-3">
            {miss.query}
          </span>
        )}
      </p>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5 text-[14px]">
        <dt className="text-ink-3">Your answer</dt>
        <dd>
          <Levels chosen={given} scale={levels.length} />
        </dd>
        <dt className="text-ink-3">{acceptableInWords(miss.right.length)}</dt>
        <dd>
          <Levels chosen={miss.right} scale={levels.length} />
        </dd>
        {miss.reason && (
          <>
            <dt className="text-ink-3">Reason</dt>
            <dd dir="auto" className="break-words whitespace-pre-line">
              {miss.reason}
            </dd>
          </>
        )}
      </dl>
      {children}
    </div>
  );
}

function Levels({ chosen, scale }: { chosen: Miss["right"]; scale: number }) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {chosen.map(({ value, name }) => (
        <span key={value} className="inline-flex items-center gap-1.5">
          <LevelChip level={value} levels={scale} size="small" />
          {name}
        </span>
      ))}
    </span>
  );
}
