// Named ways in which a fitted model goes astray, planted on the posteriors of honest fits.
import type { Labeling } from "#lib/labeling.ts";
import { type ByItem, byItem } from "#lib/statistics/aggregation/by-item.ts";
import type { Random } from "#lib/statistics/numeric/random.ts";

/** A fit to spoil: I × K probabilities on this labeling. */
export type Fitted = { readonly labeling: Labeling; readonly posterior: Float64Array };

type Collapse = (fitted: Fitted, random: Random) => Float64Array;

export const COLLAPSES: Readonly<Record<string, Collapse>> = {
  "two classes switched": (fitted, random) => {
    const [one, other] = commonPair(fitted, random);
    return pour(fitted, (k) => (k === one ? other : k === other ? one : k));
  },
  "a class vanished": (fitted, random) => {
    const [gone, heir] = commonPair(fitted, random);
    return pour(fitted, (k) => (k === gone ? heir : k));
  },
  "everything one class": (fitted, random) => {
    const [one] = commonPair(fitted, random);
    return pour(fitted, () => one);
  },
  "scale inverted": (fitted) => pour(fitted, (k) => fitted.labeling.levels - 1 - k),
  "flat: all classes as probable": ({ posterior, labeling }) => posterior.map(() => 1 / labeling.levels),
  "flat: every item as the whole": ({ posterior, labeling: { items, levels } }) => {
    const sums = new Float64Array(levels);
    posterior.forEach((share, at) => {
      sums[at % levels] = (sums[at % levels] ?? 0) + share / items;
    });
    return posterior.map((_, at) => sums[at % levels] ?? 0);
  },
  "items mixed up": ({ posterior, labeling: { items, levels } }, random) => {
    const shift = 1 + Math.floor(random() * (items - 1));
    return posterior.map((_, at) => posterior[(at + shift * levels) % posterior.length] ?? 0);
  },
};

/** A collapse that needs a crowd with a loud person. */
type Loud = {
  readonly name: string;
  /** Part of the items that they answer */
  readonly loud: number;
  /** The level that they always give; where it is left out, any */
  readonly says?: number;
  /** Whether it is sure to be seen */
  readonly isSure: boolean;
};

export const FOLLOWED: readonly Loud[] = [
  {
    name: "a careless person with answers on two items of three is everybody's truth",
    ...{ loud: 2 / 3, isSure: true },
  },
  {
    name: "a careless person with answers on one item of five is everybody's truth",
    ...{ loud: 1 / 5, isSure: false },
  },
  {
    name: "a person who says the lowest on two items of three is everybody's truth",
    ...{ loud: 2 / 3, says: 0, isSure: true },
  },
];

/** Moves each class's probability to another place. */
function pour({ posterior, labeling }: Fitted, to: (k: number) => number): Float64Array {
  const { levels } = labeling;
  const poured = new Float64Array(posterior.length);
  posterior.forEach((share, at) => {
    const cell = at - (at % levels) + to(at % levels);
    poured[cell] = (poured[cell] ?? 0) + share;
  });
  return poured;
}

/** Two different classes, each clearly voted for on at least four items; the two commonest where there are no such two. */
function commonPair({ labeling }: Fitted, random: Random): [number, number] {
  const sizes = clearSizes(byItem(labeling));
  const order = [...sizes.keys()].sort((k, l) => (sizes[l] ?? 0) - (sizes[k] ?? 0));
  const common = order.filter((k) => (sizes[k] ?? 0) >= LEAST_ITEMS);
  const from = common.length >= 2 ? common : order.slice(0, 2);
  const first = Math.floor(random() * from.length);
  const second = (first + 1 + Math.floor(random() * (from.length - 1))) % from.length;
  return [from[first] ?? 0, from[second] ?? 1];
}

const LEAST_ITEMS = 4;

function clearSizes({ items, levels, start, key }: ByItem): Float64Array {
  const sizes = new Float64Array(levels);
  for (let i = 0; i < items; i++) {
    const own = [...key.subarray(start[i], start[i + 1])].map((cell) => cell % levels);
    const winner = own.find((label) => 2 * own.filter((other) => other === label).length > own.length);
    if (winner !== undefined) sizes[winner] = (sizes[winner] ?? 0) + 1;
  }
  return sizes;
}

/** The last person's answers are certain wherever they gave one. */
export function followLast({ labeling, posterior }: Fitted): Float64Array {
  const { levels, annotators } = labeling;
  const followed = posterior.slice();
  labeling.annotator.forEach((a, r) => {
    if (a !== annotators - 1) return;
    const from = (labeling.item[r] ?? 0) * levels;
    followed.fill(0, from, from + levels);
    followed[from + (labeling.label[r] ?? 0)] = 1;
  });
  return followed;
}
