import { percent } from "#components/ui/format.ts";
import type { CurvePoint } from "#lib/statistics/aggregation/calibration-curve.ts";

const [WIDTH, HEIGHT] = [340, 248];
const PLOT = { left: 46, right: 322, top: 12, bottom: 222 };

/** The stated confidence of labels beside the share that was right: each point a group of labels with its 95% interval, on the line where all is true. */
export function CalibrationChart({ points }: { points: readonly CurvePoint[] }) {
  const from = startOf(points);
  const across = (value: number) => PLOT.left + ((PLOT.right - PLOT.left) * (value - from)) / (1 - from);
  const up = (value: number) => PLOT.bottom - ((PLOT.bottom - PLOT.top) * (value - from)) / (1 - from);
  return (
    <svg
      role="img"
      aria-label={`Stated and right: ${points.map(({ stated, observed }) => `${percent(stated)} and ${percent(observed)}`).join(", ")}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="w-full max-w-[400px] fill-ink-3 text-[12px]"
    >
      <path
        d={`M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}`}
        className="fill-none stroke-line-2"
      />
      <path
        d={`M${PLOT.left} ${PLOT.bottom}L${PLOT.right} ${PLOT.top}`}
        className="fill-none stroke-line-2"
        strokeDasharray="4 4"
      />
      <text x={PLOT.left - 8} y={PLOT.top + 4} textAnchor="end">
        {percent(1)}
      </text>
      <text x={PLOT.left - 8} y={(PLOT.top + PLOT.bottom) / 2 + 4} textAnchor="end">
        right
      </text>
      <text x={PLOT.left - 8} y={PLOT.bottom + 4} textAnchor="end">
        {percent(from)}
      </text>
      <text x={PLOT.left} y={PLOT.bottom + 18} textAnchor="middle">
        {percent(from)}
      </text>
      <text x={(PLOT.left + PLOT.right) / 2} y={PLOT.bottom + 18} textAnchor="middle">
        stated
      </text>
      <text x={PLOT.right} y={PLOT.bottom + 18} textAnchor="middle">
        {percent(1)}
      </text>
      {points.map(({ stated, observed, interval, n }) => (
        <g key={stated}>
          <title>{`stated ${percent(stated)}, right ${percent(observed)}, n = ${n}`}</title>
          <path
            d={`M${across(stated)} ${up(interval.lower)}V${up(interval.upper)}`}
            className="fill-none stroke-gold stroke-[2.5]"
          />
          <circle cx={across(stated)} cy={up(observed)} r={5} className="fill-gold-strong" />
        </g>
      ))}
    </svg>
  );
}

/** Where both axes begin: a fifth below which nothing lies. */
function startOf(points: readonly CurvePoint[]): number {
  const least = Math.min(1, ...points.map(({ stated, interval }) => Math.min(stated, interval.lower)));
  return Math.min(0.8, Math.floor(least * 5) / 5);
}
