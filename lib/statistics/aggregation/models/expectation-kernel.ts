import type { ByItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { type Running, startKernel } from "#lib/statistics/numeric/wasm.ts";
import { expectItem } from "./expectation-item.ts";
import { type Expected, logOfRescaled, type Model } from "./model.ts";
import { COUNT_BYTES, ROW_BYTES, STATE, sweepKernel } from "./sweep-kernel.ts";

/** Items and ratings copied into the kernel's memory at a time: few enough to stay in the second cache. */
const ITEMS = 2048;
const RATINGS = 16_384;
const DOUBLE = 8;

/** Scales that fit a row of the kernel. */
const KERNEL_LEVELS = { least: 2, most: 7 } as const;

const kernels = new Map<number, Running | null>();

/** The kernel's memory: state, a run of items, then as many rows as there are answers an annotator can give. */
type Views = {
  readonly state: Float64Array;
  readonly rescaled: Int32Array;
  readonly start: Int32Array;
  readonly gold: Int32Array;
  readonly key: Int32Array;
  readonly posterior: Float64Array;
  readonly rows: Float64Array;
};

/**
 * `expect` by the kernel: a run of items at a time; the few items that need care are done one by one.
 * Shapes and units as in `expect`. Source: Dawid & Skene 1979, equations 2.3 to 2.5; docs/decisions/007 for why it is
 * a kernel.
 * @returns false, with nothing done, where there is no kernel for this scale or engine
 */
export function sweepByKernel(index: ByItem, gold: GoldLabels, model: Model, expected: Expected): boolean {
  const kernel = kernelFor(index.levels);
  if (kernel === null) return false;
  const views = viewsOf(kernel, index);
  if (views === null) return false;
  begin(index, model, views);
  let logs = 0;
  expected.change = 0;
  for (let from = 0; from < index.items; ) {
    const to = endOfRun(index, from);
    const careful = to === from ? [from] : sweepRun(kernel, views, index, gold, expected.posterior, from, to);
    for (const i of careful) logs += expectItem(index, i, gold[i], model, expected);
    from = Math.max(to, from + 1);
  }
  collect(index, views, expected, logs);
  return true;
}

function kernelFor(levels: number): Running | null {
  if (levels < KERNEL_LEVELS.least || levels > KERNEL_LEVELS.most) return null;
  let kernel = kernels.get(levels);
  if (kernel === undefined) {
    kernel = startKernel(sweepKernel(levels));
    kernels.set(levels, kernel);
  }
  return kernel;
}

/** Null where there is not enough memory for this many annotators. */
function viewsOf(kernel: Running, { annotators, levels }: ByItem): Views | null {
  const sizes = {
    start: (ITEMS + 2) * 4,
    gold: ITEMS * 4,
    key: RATINGS * 4,
    posterior: ITEMS * levels * DOUBLE,
  };
  const start = STATE.bytes;
  const gold = start + sizes.start;
  const key = gold + sizes.gold;
  const posterior = key + sizes.key;
  const rows = Math.ceil((posterior + sizes.posterior) / COUNT_BYTES) * COUNT_BYTES;
  const answers = annotators * levels;
  const memory = kernel.memory(rows + answers * ROW_BYTES);
  if (memory === null) return null;
  return {
    state: new Float64Array(memory, 0, STATE.bytes / DOUBLE),
    rescaled: new Int32Array(memory, STATE.rescaled, 1),
    start: new Int32Array(memory, start, ITEMS + 2),
    gold: new Int32Array(memory, gold, ITEMS),
    key: new Int32Array(memory, key, RATINGS),
    posterior: new Float64Array(memory, posterior, ITEMS * levels),
    rows: new Float64Array(memory, rows, (answers * ROW_BYTES) / DOUBLE),
  };
}

function begin({ levels }: ByItem, { prior, table }: Model, { state, rescaled, rows }: Views): void {
  state.fill(0);
  state.set(prior, STATE.prior / DOUBLE);
  state[STATE.product / DOUBLE] = 1;
  rescaled[0] = 0;
  rows.fill(0);
  for (let cell = 0, at = 0; cell < table.length; cell += levels, at += ROW_BYTES / DOUBLE) {
    for (let k = 0; k < levels; k++) rows[at + k] = table[cell + k];
  }
}

/** As many items as fit; none when a single one has too many ratings. */
function endOfRun({ items, start }: ByItem, from: number): number {
  let to = Math.min(items, from + ITEMS);
  while (start[to] - start[from] > RATINGS) to = from + ((to - from) >> 1);
  return to;
}

/** Returns the items that need care. */
function sweepRun(
  kernel: Running,
  views: Views,
  { levels, start, key }: ByItem,
  gold: GoldLabels,
  posterior: Float64Array | null,
  from: number,
  to: number,
): number[] {
  const first = start[from];
  views.start.set(start.subarray(from, to + 1));
  views.gold.set(gold.subarray(from, to));
  views.key.set(key.subarray(first, start[to]));
  if (posterior !== null) views.posterior.set(posterior.subarray(from * levels, to * levels));
  const addresses = [
    views.start.byteOffset,
    views.key.byteOffset - 4 * first,
    views.gold.byteOffset,
    views.rows.byteOffset,
    posterior === null ? 0 : views.posterior.byteOffset,
  ];
  const careful: number[] = [];
  for (let at = 0; at < to - from; ) {
    at = kernel.run(at, to - from, ...addresses);
    if (at < to - from) careful.push(from + at);
    at += 1;
  }
  posterior?.set(views.posterior.subarray(0, (to - from) * levels), from * levels);
  return careful;
}

function collect(
  { levels }: ByItem,
  { state, rescaled, rows }: Views,
  expected: Expected,
  logs: number,
): void {
  const { classes, counts } = expected;
  const at = (bytes: number) => state[bytes / DOUBLE];
  for (let k = 0; k < levels; k++) {
    classes[k] = classes[k] + at(STATE.classes + k * DOUBLE);
  }
  for (let cell = 0, row = COUNT_BYTES / DOUBLE; cell < counts.length; cell += levels) {
    for (let k = 0; k < levels; k++) counts[cell + k] = counts[cell + k] + rows[row + k];
    row += ROW_BYTES / DOUBLE;
  }
  expected.change = Math.max(expected.change, at(STATE.change), at(STATE.change + DOUBLE));
  expected.logLikelihood = logs + logOfRescaled(at(STATE.product), rescaled[0]);
}
