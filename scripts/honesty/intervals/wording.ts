// Coverage in words.
import { type Count, coverage, isMeasured, LEAST } from "./coverage.ts";

/** Above this an interval is wider than it need be. */
const CONSERVATIVE = 0.985;
/** Coverage, mean width, and how often it was shown where that is not always. */
export function inWords(count: Count): string {
  if (!isMeasured(count)) return count.shown === 0 ? "withheld" : "rarely shown";
  const width = (count.width / count.shown).toFixed(2).replace(/^0/, "");
  const shown = count.shown / count.tried;
  const mark = coverage(count) < LEAST ? "**" : coverage(count) > CONSERVATIVE ? "*" : "";
  const often = shown < 0.995 ? ` (${Math.round(100 * shown)}% shown)` : "";
  return `${mark}${decimal(coverage(count))}${mark} ${width}${often}`;
}

/** As coverages are written: without the zero in front. */
export function decimal(share: number): string {
  return share.toFixed(3).replace(/^0/, "");
}
