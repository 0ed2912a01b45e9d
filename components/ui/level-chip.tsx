type Size = "small" | "medium" | "large";

const SIZES: Record<Size, string> = {
  small: "size-[18px] rounded text-[11px]",
  medium: "size-6 rounded-md text-[13px]",
  large: "size-[30px] rounded-lg text-[15px]",
};

/** A level as its digit on its color: the lowest palest in light, darkest in dark; color never stands alone. */
export function LevelChip({
  level,
  levels,
  size = "medium",
}: {
  level: number;
  levels: number;
  size?: Size;
}) {
  return (
    <span
      style={levelColors(level, levels)}
      className={`inline-grid shrink-0 place-items-center leading-none font-semibold ${SIZES[size]}`}
    >
      {level}
    </span>
  );
}

/** Spreads any number of levels over the five-step palette. */
function levelColors(level: number, levels: number): { background: string; color: string } {
  const position = levels <= 1 ? 5 : 1 + ((level - 1) * 4) / (levels - 1);
  const below = Math.floor(position);
  const share = Math.round((position - below) * 100);
  const background =
    share === 0
      ? `var(--level-${below})`
      : `color-mix(in oklab, var(--level-${below + 1}) ${share}%, var(--level-${below}))`;
  return { background, color: `var(--on-level-${Math.round(position)})` };
}

/** The judgments of one item as digits side by side. */
export function VoteChips({ votes, levels }: { votes: readonly number[]; levels: number }) {
  if (votes.length === 0) return <span className="text-ink-3">none yet</span>;
  return (
    <span
      role="img"
      aria-label={`Judgments: ${votes.join(", ")}`}
      className="inline-flex flex-wrap gap-[3px]"
    >
      {votes.map((level, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal votes have no identity of their own
        <LevelChip key={at} level={level} levels={levels} size="small" />
      ))}
    </span>
  );
}
