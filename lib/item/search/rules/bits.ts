// Sets of item numbers. A word is stored for one stretch of items at a time, in the shorter of two ways: the numbers within the
// stretch as two bytes each, or one bit for each item of the stretch. What is computed with is one bit for each item.

/** Items of one stretch. */
export const STRETCH = 65_536;

const STRETCH_BYTES = STRETCH / 8;
/** So many numbers of two bytes are as long as the bits, and never stored. */
const MOST_NUMBERS = STRETCH_BYTES / 2;

/** The items of one stretch that have a word, as stored. */
export function packItems(numbers: readonly number[]): Uint8Array {
  const packed = new Uint8Array(numbers.length < MOST_NUMBERS ? numbers.length * 2 : STRETCH_BYTES);
  for (const [index, no] of numbers.entries()) {
    const at = no % STRETCH;
    if (packed.length === STRETCH_BYTES) addBit(packed, at);
    else packed.set([at & 255, at >> 8], index * 2);
  }
  return packed;
}

/** Room for the items up to this number, and for one more that is never in. */
export function emptyBits(lastNo: number): Uint8Array {
  return new Uint8Array((stretchOf(lastNo + 1) + 1) * STRETCH_BYTES);
}

/** Adds the items of a stretch to a set. What lies beyond its end is passed over. */
export function addPacked(bits: Uint8Array, stretch: number, packed: Uint8Array): void {
  const from = stretch * STRETCH_BYTES;
  if (from >= bits.length) return;
  if (packed.length === STRETCH_BYTES) {
    for (let at = 0; at < STRETCH_BYTES; at++) bits[from + at] = byteAt(bits, from + at) | byteAt(packed, at);
    return;
  }
  for (let at = 0; at + 1 < packed.length; at += 2) {
    addBit(bits, stretch * STRETCH + byteAt(packed, at) + 256 * byteAt(packed, at + 1));
  }
}

/** Adds an item to a set. */
export function addBit(bits: Uint8Array, no: number): void {
  bits[no >> 3] = byteAt(bits, no >> 3) | (1 << (no & 7));
}

/** Leaves in the first set what is in the second one too. */
export function keepBoth(bits: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < bits.length; at++) bits[at] = byteAt(bits, at) & byteAt(other, at);
}

/** How many items are in the set. */
export function countBits(bits: Uint8Array): number {
  let found = 0;
  for (const byte of bits) for (let rest = byte; rest !== 0; rest &= rest - 1) found++;
  return found;
}

/** The items of the set in order. */
export function numbersIn(bits: Uint8Array): number[] {
  const found: number[] = [];
  for (const [index, byte] of bits.entries()) {
    for (let bit = 0; byte >> bit > 0; bit++) if (byte & (1 << bit)) found.push(index * 8 + bit);
  }
  return found;
}

/** The stretch that an item is in. */
export function stretchOf(no: number): number {
  return Math.floor(no / STRETCH);
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
