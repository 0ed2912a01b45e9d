import type { Alarm } from "./alarm.ts";
import type { ByItem } from "./by-item.ts";

/** Below this, the model's order of the items is the votes' from the other end. */
const LEAST_CORRELATION = -0.2;
/** Sums of squares whose product is less than this are zero but for rounding. */
const NO_SPREAD = 1e-9;

/** Whether the scale stands on its head. Shapes and source as in `findAlarms`. */
export function orderAlarms(index: ByItem, posterior: Float64Array): Alarm[] {
  const correlation = correlationWithVotes(index, posterior);
  return correlation < LEAST_CORRELATION ? [{ kind: "scale-inverted", correlation }] : [];
}

/** Pearson's correlation between the mean level of an item's votes and by the model; 0 where either never varies. */
function correlationWithVotes({ items, levels, start, key }: ByItem, posterior: Float64Array): number {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < items; i++) {
    const given = start[i + 1] - start[i];
    if (given === 0) continue;
    let voted = 0;
    let modeled = 0;
    for (let r = start[i]; r < start[i + 1]; r++) voted += (key[r] % levels) / given;
    for (let k = 0; k < levels; k++) modeled += k * posterior[i * levels + k];
    n++;
    x += voted;
    y += modeled;
    xx += voted ** 2;
    yy += modeled ** 2;
    xy += voted * modeled;
  }
  const spread = (xx - x ** 2 / n) * (yy - y ** 2 / n);
  return spread > NO_SPREAD ? (xy - (x * y) / n) / Math.sqrt(spread) : 0;
}
