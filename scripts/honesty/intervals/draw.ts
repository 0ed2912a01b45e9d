// What simulations draw.
import type { Random } from "#lib/statistics/numeric/random.ts";

export function drawLevel(shares: readonly number[], random: Random): number {
  let left = random();
  for (const [level, share] of shares.entries()) {
    left -= share;
    if (left < 0) return level;
  }
  return shares.length - 1;
}

/** This many different numbers below `from`. */
export function draw(from: number, count: number, random: Random): number[] {
  const drawn: number[] = [];
  while (drawn.length < count) {
    const next = Math.floor(random() * from);
    if (!drawn.includes(next)) drawn.push(next);
  }
  return drawn;
}

/** Source: G. E. P. Box & M. E. Muller, Annals of Mathematical Statistics 29, 1958. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
