import type { Labeling } from "#lib/labeling.ts";
import {
  get,
  i32,
  jumpIf,
  type Kernel,
  loop,
  type Running,
  set,
  startKernel,
} from "#lib/statistics/numeric/wasm.ts";

/** Ratings copied into the kernel's memory at a time: few enough to leave the cache to the states. */
const CHUNK = 16_384;

/** Ratings that one turn of the loop adds: the fewer instructions between two looks at memory, the more of them overlap. */
const AT_ONCE = 8;

/** Where things lie in the kernel's memory, in bytes: the table of next states, a chunk of items and of labels, the states. */
const NEXT = 0;
const ITEMS = 256 * 256;
const LABELS = ITEMS + CHUNK * 4;
const STATES = LABELS + CHUNK;

const [ITEM, LABEL, END, OWN] = [0, 1, 2, 3];

/** Moves the state of a rating's item on by its label. */
const addRating = (at: number) => [
  set(OWN, i32.load(at * 4, get(ITEM))),
  i32.store8(
    STATES,
    get(OWN),
    i32.load8(
      NEXT,
      i32.or(i32.shiftLeft(i32.load8(at, get(LABEL)), i32.constant(8)), i32.load8(STATES, get(OWN))),
    ),
  ),
];

/** Parameters: the addresses of the first item (4 bytes each), of the first label (1 byte each) and of the labels' end. */
const PACK: Kernel = {
  parameters: 3,
  locals: ["i32"],
  body: [
    loop(
      Array.from({ length: AT_ONCE }, (_, at) => addRating(at)),
      set(ITEM, i32.add(get(ITEM), i32.constant(4 * AT_ONCE))),
      set(LABEL, i32.add(get(LABEL), i32.constant(AT_ONCE))),
      jumpIf(0, i32.less(get(LABEL), get(END))),
    ),
    i32.constant(0),
  ],
};

let kernel: Running | null | undefined;

/**
 * Follows the state of every item through its ratings. Why it is WebAssembly: docs/decisions/007.
 * @param labeling I items, any labels
 * @param next 256 * 256, as in `HistogramStates`
 * @returns I states, or null where the engine cannot run the kernel
 */
export function packByKernel(
  { items, item, label }: Labeling,
  next: Uint8Array,
): Uint8Array<ArrayBuffer> | null {
  if (kernel === undefined) kernel = startKernel(PACK);
  if (kernel === null) return null;
  // One state more than there are items, for what fills up the last turn of the loop.
  const memory = kernel.memory(STATES + items + 1);
  if (memory === null) return null;
  new Uint8Array(memory, NEXT, next.length).set(next);
  const states = new Uint8Array(memory, STATES, items + 1).fill(0);
  const itemChunk = new Int32Array(memory, ITEMS, CHUNK);
  const labelChunk = new Uint8Array(memory, LABELS, CHUNK);
  for (let from = 0; from < item.length; from += CHUNK) {
    const count = Math.min(CHUNK, item.length - from);
    itemChunk.set(item.subarray(from, from + count));
    labelChunk.set(label.subarray(from, from + count));
    itemChunk.fill(items, count, count + ((AT_ONCE - (count % AT_ONCE)) % AT_ONCE));
    kernel.run(ITEMS, LABELS, LABELS + count);
  }
  return states.slice(0, items);
}
