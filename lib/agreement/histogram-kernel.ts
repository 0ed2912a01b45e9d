import type { Labeling } from "#lib/labeling.ts";
import { get, i32, jumpIf, type Kernel, loop, type Running, set, startKernel } from "./wasm.ts";

/** Ratings copied into the kernel's memory at a time: few enough to stay in the second cache. */
const CHUNK = 16_384;

const [ITEM, LABEL, END, PACKED, BITS, SLOT] = [0, 1, 2, 3, 4, 5];

/**
 * Adds `1 << bits × label` to the 16-bit slot of every rating's item.
 * Parameters: addresses of the items (4 bytes each), the labels (1 byte each), the end of the labels and the slots; the bits.
 */
const PACK: Kernel = {
  parameters: 5,
  locals: ["i32"],
  body: [
    loop(
      set(SLOT, i32.add(get(PACKED), i32.shiftLeft(i32.load(0, get(ITEM)), i32.constant(1)))),
      i32.store16(
        0,
        get(SLOT),
        i32.add(
          i32.load16(0, get(SLOT)),
          i32.shiftLeft(i32.constant(1), i32.multiply(get(BITS), i32.load8(0, get(LABEL)))),
        ),
      ),
      set(ITEM, i32.add(get(ITEM), i32.constant(4))),
      set(LABEL, i32.add(get(LABEL), i32.constant(1))),
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
  const labels = CHUNK * 4;
  const slots = labels + CHUNK;
  const memory = kernel.memory(slots + items * 2);
  if (memory === null) return null;
  const packed = new Uint16Array(memory, slots, items).fill(0);
  const itemChunk = new Int32Array(memory, 0, CHUNK);
  const labelChunk = new Uint8Array(memory, labels, CHUNK);
  for (let from = 0; from < item.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, item.length);
    itemChunk.set(item.subarray(from, to));
    labelChunk.set(label.subarray(from, to));
    kernel.run(0, labels, labels + (to - from), slots, bits);
  }
  return packed.slice();
}
