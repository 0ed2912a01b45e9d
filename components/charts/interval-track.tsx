type TrackProps = {
  /** What is shown, for those who cannot see it */
  label: string;
  value: number | null;
  lower: number | null;
  upper: number | null;
  from?: number;
  to?: number;
  cuts?: readonly { at: number; name: string }[];
};

/** A value with its interval on a line, with the cut-offs people compare it to. */
export function IntervalTrack({ label, value, lower, upper, from = 0, to = 1, cuts = [] }: TrackProps) {
  const position = (number: number) =>
    `${Math.min(100, Math.max(0, (100 * (number - from)) / (to - from)))}%`;
  return (
    <div
      role="img"
      aria-label={label}
      className={`relative w-full ${cuts.some((cut) => cut.name) ? "h-9" : "h-6"}`}
    >
      <span className="absolute inset-x-0 top-3 h-0.5 bg-line" />
      {cuts.map((cut) => (
        <span
          key={cut.at}
          className="absolute top-0.5 h-[22px] w-px bg-line-2"
          style={{ left: position(cut.at) }}
        >
          <span className="absolute top-[22px] w-8 -translate-x-1/2 text-center text-[10.5px] text-ink-3">
            {cut.name}
          </span>
        </span>
      ))}
      {lower !== null && upper !== null && (
        <span
          className="absolute top-[9px] h-2 min-w-1.5 rounded border border-gold bg-gold-soft"
          style={{ left: position(lower), width: `calc(${position(upper)} - ${position(lower)})` }}
        />
      )}
      {value !== null && (
        <span
          className="absolute top-1.5 h-3.5 w-[3px] -translate-x-1/2 rounded-sm bg-gold-strong"
          style={{ left: position(value) }}
        />
      )}
    </div>
  );
}
