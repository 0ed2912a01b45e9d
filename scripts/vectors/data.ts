// Turns the data of a vector into what the sciences take.

import { type Defined, type Labeling, labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import type { CompleteRatings } from "#lib/statistics/agreement/correlation/icc.ts";
import { type CrossTable, crossTable } from "#lib/statistics/counting/cross-table.ts";
import { type Ratings, tallyFromCounts } from "#lib/statistics/counting/tally.ts";
import type { Weights } from "#lib/statistics/counting/weights.ts";
import type { DataOf, VectorData, VectorOptions } from "./format.ts";

type Level = number | string;

/** A label is one byte. */
const MOST_LEVELS = 256;

/** Not Math.max(...numbers): long lists do not fit on the stack. */
function largest(numbers: ArrayLike<number>, atLeast = 0): number {
  let most = atLeast;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, numbers[i] as number);
  return most;
}

/** The declared levels in order; where none are declared, the values that occur (or as many as there are columns). */
export function scaleOf(data: VectorData): Level[] {
  if ("scale" in data && data.scale) return data.scale;
  if (data.kind === "triples") {
    const levels =
      data.classes ??
      largest(
        data.triples.map((triple) => triple[2]),
        -1,
      ) + 1;
    return Array.from({ length: levels }, (_, k) => k);
  }
  if (data.kind === "counts" || data.kind === "table") {
    return Array.from({ length: data.matrix[0]?.length ?? 0 }, (_, k) => k + 1);
  }
  if (data.kind !== "ratings") throw new Error(`data of kind ${data.kind} has no scale`);
  const used = new Set(data.matrix.flat().filter((level) => level !== null));
  return [...used].sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : a < b ? -1 : 1));
}

/** The declared values, or nothing where the levels are words (then weights go by rank). */
export function valuesOf(data: VectorData): number[] | undefined {
  const scale = scaleOf(data);
  return scale.every((level) => typeof level === "number") ? scale : undefined;
}

/** Ratings by people who are told apart; refuses counts, where they are not. */
export function labelingOf(data: VectorData): Labeling {
  switch (data.kind) {
    case "ratings":
      return fromRatings(data);
    case "triples":
      return fromTriples(data);
    case "table":
      return fromTable(data);
    default:
      throw new Error(`data of kind ${data.kind} does not tell annotators apart`);
  }
}

/** Ratings where it does not matter who gave them. */
export function ratingsOf(data: VectorData): Ratings {
  if (data.kind === "counts")
    return data.matrix.flat().every(Number.isInteger) ? fromCounts(data) : notWhole(data);
  if (data.kind === "table" && !data.matrix.flat().every(Number.isInteger)) return fromShares(data);
  return labelingOf(data);
}

/** Counts as a labeling: the ratings of an item come from annotators 0, 1, 2 ... */
export function fromCounts(data: DataOf<"counts">): Labeling {
  const triples: [number, number, number][] = [];
  data.matrix.forEach((row, item) => {
    const labels = row.flatMap((count, level) => Array.from({ length: count }, () => level));
    labels.forEach((level, annotator) => {
      triples.push([item, annotator, level]);
    });
  });
  const annotators = largest(triples.map((triple) => triple[1] + 1));
  return labelingFromTriples(
    { items: data.matrix.length, annotators, levels: scaleOf(data).length },
    triples,
  );
}

function notWhole(data: DataOf<"counts">): never {
  throw new Error(`counts must be whole numbers (${data.matrix.length} rows)`);
}

function fromRatings(data: DataOf<"ratings">): Labeling {
  if (scaleOf(data).length > MOST_LEVELS) throw new Error(`more than ${MOST_LEVELS} levels`);
  const levelOf = new Map(scaleOf(data).map((level, k) => [level, k]));
  const labels = data.matrix.map((row) =>
    row.map((level) => {
      const label = level === null ? null : levelOf.get(level);
      if (label === undefined) throw new Error(`level ${level} is not on the scale`);
      return label;
    }),
  );
  return labelingFromMatrix(labels, levelOf.size);
}

function fromTriples(data: DataOf<"triples">): Labeling {
  const most = (at: 0 | 1): number => data.triples.reduce((max, triple) => Math.max(max, triple[at] + 1), 0);
  const { items = most(0), annotators = most(1) } = data;
  return labelingFromTriples({ items, annotators, levels: scaleOf(data).length }, data.triples);
}

function fromTable(data: DataOf<"table">): Labeling {
  const triples: [number, number, number][] = [];
  let item = 0;
  data.matrix.forEach((row, left) => {
    row.forEach((count, right) => {
      if (!Number.isInteger(count)) throw new Error("a table of shares does not list items");
      for (let i = 0; i < count; i++, item++) triples.push([item, 0, left], [item, 1, right]);
    });
  });
  return labelingFromTriples({ items: item, annotators: 2, levels: scaleOf(data).length }, triples);
}

/** A table of shares: each cell is a fraction of an item with two ratings. */
function fromShares(data: DataOf<"table">): Ratings {
  const levels = scaleOf(data).length;
  const cells = data.matrix.flatMap((row, left) => row.map((share, right) => ({ share, left, right })));
  const rows = cells.map(({ left, right }) => {
    const counts = new Array<number>(levels).fill(0);
    counts[left] = (counts[left] ?? 0) + 1;
    counts[right] = (counts[right] ?? 0) + 1;
    return counts;
  });
  return tallyFromCounts(
    rows,
    levels,
    cells.map((cell) => cell.share),
  );
}

/** The table of the two annotators, or of the two that `options.annotators` names. */
export function crossTableOf(data: VectorData, options: VectorOptions): CrossTable {
  if (data.kind === "table")
    return { levels: scaleOf(data).length, counts: Float64Array.from(data.matrix.flat()) };
  const labeling = labelingOf(data);
  const named = options.annotators ?? options.pair;
  const [left, right] = Array.isArray(named) ? named : labeling.annotators === 2 ? [0, 1] : [];
  if (typeof left !== "number" || typeof right !== "number") throw new Error("needs two annotators");
  return crossTable(labeling, left, right);
}

/** A table in which everybody rated everything, its cells in the units they are given in. */
export function completeOf(data: VectorData): Defined<CompleteRatings> {
  if (data.kind !== "ratings") throw new Error("needs ratings by annotator");
  const annotators = largest(data.matrix.map((row) => row.length));
  const cells = data.matrix.flatMap((row) => Array.from({ length: annotators }, (_, a) => row[a] ?? null));
  if (cells.every((cell) => cell === null)) return { value: null, reason: "no-pairs" };
  if (cells.includes(null)) return { value: null, reason: "incomplete" };
  const scale = data.scale ?? [];
  const values = Float64Array.from(cells, (cell) =>
    typeof cell === "number" ? cell : scale.indexOf(cell as string),
  );
  return { reason: null, items: data.matrix.length, annotators, values };
}

const NAMES = {
  unweighted: "unweighted",
  identity: "unweighted",
  linear: "linear",
  quadratic: "quadratic",
} as const;
const MORE_NAMES = { ordinal: "ordinal", "within-one": "within-one", withinOne: "within-one" } as const;

/** Weights by name, or as a table of agreements or of disagreements (then 1 - d / largest d). */
export function weightsOf(options: VectorOptions, name: unknown = options.weights): Weights {
  const given = options.disagreement ?? options.agreement ?? (Array.isArray(name) ? name : undefined);
  if (Array.isArray(given)) {
    const table = Float64Array.from(given.flat() as number[]);
    if (options.disagreement === undefined) return table;
    const most = largest(table);
    return table.map((distance) => 1 - distance / most);
  }
  const known = Object.entries({ ...NAMES, ...MORE_NAMES }).find(([word]) => word === (name ?? "unweighted"));
  if (known === undefined) throw new Error(`unknown weights ${JSON.stringify(name)}`);
  return known[1];
}
