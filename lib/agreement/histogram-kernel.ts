import type { Labeling } from "#lib/labeling.ts";
import { get, i32, jumpIf, type Kernel, loop, type Running, set, startKernel } from "./wasm.ts";

/** Ratings copied into the kernel's memory at a time: few enough to leave the cache to the slots. */
const CHUNK = 4096;

/** Ratings that one turn of the loop adds: the fewer instructions between two looks at memory, the more of them overlap. */
const AT_ONCE = 8;

/** Where things lie in the kernel's memory, in bytes: what a label adds (2 each), a chunk of items and of labels, the slots. */
const ADDENDS = 0;
const ITEMS = 512;
const LABELS = ITEMS + CHUNK * 4;
const SLOTS = LABELS + CHUNK;

const [ITEM, LABEL, END, SLOT] = [0, 1, 2, 3];

/** Adds its label's addend to the 16-bit slot of a rating's item. */
const addRating = (at: number) => [
  set(SLOT, i32.shiftLeft(i32.load(at * 4, get(ITEM)), i32.constant(1))),
  i32.store16(
    SLOTS,
    get(SLOT),
    i32.add(
      i32.load16(SLOTS, get(SLOT)),
      i32.load16(ADDENDS, i32.shiftLeft(i32.load8(at, get(LABEL)), i32.constant(1))),
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
 * Counts ratings into one 16-bit slot per item, `bits` bits per level; overflow carries into the neighbor, as in JavaScript.
 * Source: docs/decisions/007.
 * @param labeling I items, labels below 16 / bits; a rating of an item beyond is lost, which the total then tells
 * @returns I slots, or null where the engine cannot run the kernel
 */
export function packByKernel({ items, item, label }: Labeling, bits: number): Uint16Array | null {
  if (kernel === undefined) kernel = startKernel(PACK);
  if (kernel === null) return null;
  // One slot more than there are items, for what fills up the last turn of the loop.
  const memory = kernel.memory(SLOTS + (items + 1) * 2);
  if (memory === null) return null;
  new Uint16Array(memory, ADDENDS, 16).set(Array.from({ length: 16 }, (_, label) => 1 << (bits * label)));
  const packed = new Uint16Array(memory, SLOTS, items + 1).fill(0);
  const itemChunk = new Int32Array(memory, ITEMS, CHUNK);
  const labelChunk = new Uint8Array(memory, LABELS, CHUNK);
  for (let from = 0; from < item.length; from += CHUNK) {
    const count = Math.min(CHUNK, item.length - from);
    itemChunk.set(item.subarray(from, from + count));
    labelChunk.set(label.subarray(from, from + count));
    itemChunk.fill(items, count, count + ((AT_ONCE - (count % AT_ONCE)) % AT_ONCE));
    kernel.run(ITEMS, LABELS, LABELS + count);
  }
  return packed.slice(0, items);
}
