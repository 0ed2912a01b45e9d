// The floor: a typed-array prototype that does nothing but the arithmetic, for one scale of five and at most 63 equal ratings,
// without checks, reasons, seeds or any other statistic. What our core needs beyond it is the price of those.
import type { Labeling } from "#lib/labeling.ts";

const K = 5;
const FIELD = 6;

type Classes = { histogram: number[][]; items: number[] };

/** Ordinal alpha from unsorted ratings: pack, collapse, sum. */
export function floorAlpha(labeling: Labeling): { value: number; classes: Classes } {
  const classes = floorClasses(labeling);
  const coincidences = new Float64Array(K * K);
  const perLevel = new Float64Array(K);
  classes.histogram.forEach((counts, c) => {
    addClass(coincidences, perLevel, counts, classes.items[c] as number);
  });
  return { value: ordinalAlpha(coincidences, perLevel), classes };
}

/** 95% interval of 1000 resamples of whole items, drawn class by class. */
export function floorInterval({ histogram, items }: Classes): [number, number] {
  const total = items.reduce((sum, count) => sum + count, 0);
  const found = new Float64Array(1000);
  for (let b = 0; b < found.length; b++) {
    const coincidences = new Float64Array(K * K);
    const perLevel = new Float64Array(K);
    let left = total;
    let draws = total;
    for (let c = 0; c < items.length; c++) {
      const own = items[c] as number;
      const drawn = binomial(draws, own / left);
      addClass(coincidences, perLevel, histogram[c] as number[], drawn);
      draws -= drawn;
      left -= own;
    }
    found[b] = ordinalAlpha(coincidences, perLevel);
  }
  found.sort();
  return [found[25] as number, found[974] as number];
}

function floorClasses({ items, item, label }: Labeling): Classes {
  const packed = new Int32Array(items);
  for (let r = 0; r < item.length; r++)
    (packed[item[r] as number] as number) += 1 << (FIELD * (label[r] as number));
  const keys = new Int32Array(4096);
  const times = new Int32Array(4096);
  for (let i = 0; i < items; i++) {
    const key = packed[i] as number;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 20) & 4095;
    while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & 4095;
    keys[slot] = key;
    (times[slot] as number) += 1;
  }
  const used = Array.from(keys.keys()).filter((slot) => keys[slot] !== 0);
  return {
    histogram: used.map((slot) =>
      Array.from({ length: K }, (_, k) => ((keys[slot] as number) >>> (FIELD * k)) & 63),
    ),
    items: used.map((slot) => times[slot] as number),
  };
}

function addClass(coincidences: Float64Array, perLevel: Float64Array, counts: number[], items: number): void {
  const size = counts.reduce((sum, count) => sum + count, 0);
  for (let k = 0; k < K; k++) {
    const own = counts[k] as number;
    (perLevel[k] as number) += items * own;
    for (let l = k + 1; l < K; l++) {
      (coincidences[k * K + l] as number) += (items * own * (counts[l] as number)) / (size - 1);
    }
  }
}

function ordinalAlpha(coincidences: Float64Array, perLevel: Float64Array): number {
  let observed = 0;
  let expected = 0;
  let total = 0;
  for (let k = 0; k < K; k++) {
    let between = 0;
    total += perLevel[k] as number;
    for (let l = k + 1; l < K; l++) {
      const distance = (between + ((perLevel[k] as number) + (perLevel[l] as number)) / 2) ** 2;
      observed += (coincidences[k * K + l] as number) * distance;
      expected += (perLevel[k] as number) * (perLevel[l] as number) * distance;
      between += perLevel[l] as number;
    }
  }
  return 1 - ((total - 1) * observed) / expected;
}

/** Normal approximation where it is good, counting where it is not: a floor need not be exact. */
function binomial(n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const variance = n * p * (1 - p);
  if (variance < 20) return geometricSteps(n, p);
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(variance) * normal)));
}

function geometricSteps(n: number, p: number): number {
  if (p > 0.5) return n - geometricSteps(n, 1 - p);
  const logOfRest = Math.log(1 - p);
  let successes = -1;
  for (let trials = 0; trials <= n; successes++) {
    trials += 1 + Math.floor(Math.log(1 - Math.random()) / logOfRest);
  }
  return successes;
}
