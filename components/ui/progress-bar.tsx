import { count } from "./format.ts";

export type Segment = { label: string; count: number; color: string };

/** Parts of a whole as one bar with its legend; the counts are the accessible form. */
export function SegmentedBar({ segments, label }: { segments: readonly Segment[]; label: string }) {
  const total = segments.reduce((sum, segment) => sum + segment.count, 0);
  return (
    <div>
      <div role="img" aria-label={label} className="flex h-3 overflow-hidden rounded-md bg-line">
        {segments.map((segment) => (
          <span
            key={segment.label}
            style={{
              background: segment.color,
              width: `${total === 0 ? 0 : (100 * segment.count) / total}%`,
            }}
          />
        ))}
      </div>
      <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-[12.5px] text-ink-2">
        {segments.map((segment) => (
          <li key={segment.label} className="flex items-center gap-1.5">
            <span aria-hidden className="size-[9px] rounded-[3px]" style={{ background: segment.color }} />
            {segment.label} {count(segment.count)}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ProgressBarProps = { label: string; value: number; max: number; note?: string };

/** Work under way: how much of how much, and what else there is to say. */
export function ProgressBar({ label, value, max, note }: ProgressBarProps) {
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap justify-between gap-x-3 text-[13px]">
        <span className="font-medium">{label}</span>
        {note && <span className="text-ink-3">{note}</span>}
      </div>
      <progress
        value={value}
        max={Math.max(max, 1)}
        aria-label={label}
        className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-gold [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-gold"
      />
    </div>
  );
}
