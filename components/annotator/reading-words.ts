import { percent, percentInterval } from "#components/ui/format.ts";
import type { KindEstimate } from "#lib/statistics/aggregation/annotator-report.ts";
import type { GoldReading } from "#lib/statistics/trust/gold-reading.ts";

// How a person reads the scale, in words: strict is not careless.

/** "0.8 levels stricter than the gold (95% interval 0.5 to 1.0)" */
function leanInWords({ mean, lower, upper }: KindEstimate): string {
  const [far, side] = mean < 0 ? [-mean, "stricter"] : [mean, "more lenient"];
  const ends = mean < 0 ? [-upper, -lower] : [lower, upper];
  if (lower <= 0 && upper >= 0)
    return `no clear lean (95% interval ${signedLevels(lower)} to ${signedLevels(upper)} levels)`;
  return `${far.toFixed(1)} levels ${side} than the gold (95% interval ${ends.map((end) => end.toFixed(1)).join(" to ")})`;
}

function signedLevels(levels: number): string {
  return levels.toFixed(1).replace("-", "−");
}

/** Severity, noise and guessing, each on its own: strict is not careless. */
export function readingInWords({
  lean,
  noise,
  guesses,
  evened,
}: GoldReading): { name: string; value: string }[] {
  return [
    { name: "Lean", value: leanInWords(lean) },
    {
      name: "Noise",
      value: `${noise.mean.toFixed(1)} levels (95% interval ${noise.lower.toFixed(1)} to ${noise.upper.toFixed(1)})`,
    },
    {
      name: "Guesses",
      value: `${percent(guesses.mean)} of answers (95% interval ${percentInterval(guesses)})`,
    },
    {
      name: "Without the lean",
      value: `${percent(evened.mean)} right (95% interval ${percentInterval(evened)})`,
    },
  ];
}
