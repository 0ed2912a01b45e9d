const MOST_HASH_BITS = 14;
const MOST_DISTANCE = 0xffff;
/** Behind the last place at which four bytes and what may follow them are compared. */
const MARGIN = 15;
const MULTIPLIER = 0x1e35a7bd;
/** Every so many bytes without a match, the search goes on in longer steps. */
const PATIENCE_BITS = 5;

/**
 * Compresses to Snappy, with the choices of Google's reference implementation, so that the bytes are those of the encoder that
 * Parquet files were written with before: versions are known by their bytes. It writes to one place and makes no object for each
 * match, which makes it several times as fast.
 * Source: Snappy compressed format description, Google, 2011.
 * @returns a function whose result is valid until it is called again
 */
export function snappyCompressor(): (input: Uint8Array) => Uint8Array {
  const tables: Int32Array[] = [];
  let output = new Uint8Array(1 << 16);
  return (input) => {
    // A literal of one byte between two matches takes two.
    const most = 32 + input.length + Math.ceil(input.length / 6);
    if (output.length < most) output = new Uint8Array(most);
    const bits = hashBits(input.length);
    tables[bits] ??= new Int32Array(1 << bits);
    return output.subarray(0, compress(input, (tables[bits] as Int32Array).fill(0), bits, output));
  };
}

function hashBits(length: number): number {
  let bits = 1;
  while (1 << bits <= length && bits <= MOST_HASH_BITS) bits++;
  return bits - 1;
}

function compress(input: Uint8Array, table: Int32Array, bits: number, output: Uint8Array): number {
  const words = new DataView(input.buffer, input.byteOffset, input.length);
  const shift = 32 - bits;
  const last = input.length - MARGIN;
  let to = writeLength(input.length, output);
  let written = 0;
  let at = 1;
  search: while (at <= last) {
    // Looks for four bytes that came before, in longer and longer steps.
    let candidate: number;
    let next = at;
    let patience = 1 << PATIENCE_BITS;
    for (;;) {
      at = next;
      if (at > last) break search;
      next = at + (patience++ >>> PATIENCE_BITS);
      const word = words.getInt32(at, true);
      const hash = Math.imul(word, MULTIPLIER) >>> shift;
      candidate = table[hash] as number;
      table[hash] = at;
      if (at - candidate <= MOST_DISTANCE && words.getInt32(candidate, true) === word) break;
    }
    to = writeLiteral(input, written, at, output, to);
    // One match after the other, for as long as they follow each other.
    for (;;) {
      const from = at;
      at += 4;
      for (let old = candidate + 4; at < input.length && input[at] === input[old]; old++) at++;
      to = writeCopy(from - candidate, at - from, output, to);
      written = at;
      if (at >= last) break search;
      table[Math.imul(words.getInt32(at - 1, true), MULTIPLIER) >>> shift] = at - 1;
      const word = words.getInt32(at, true);
      const hash = Math.imul(word, MULTIPLIER) >>> shift;
      candidate = table[hash] as number;
      table[hash] = at;
      if (at - candidate > MOST_DISTANCE || words.getInt32(candidate, true) !== word) break;
    }
    at++;
  }
  return written < input.length ? writeLiteral(input, written, input.length, output, to) : to;
}

/** As groups of seven bits. */
function writeLength(length: number, output: Uint8Array): number {
  let to = 0;
  let rest = length;
  for (; rest > 127; rest >>>= 7) output[to++] = (rest & 127) | 128;
  output[to++] = rest;
  return to;
}

/** Bytes as they are. */
function writeLiteral(
  input: Uint8Array,
  from: number,
  end: number,
  output: Uint8Array,
  start: number,
): number {
  const size = end - from - 1;
  let to = start;
  if (size < 60) {
    output[to++] = size << 2;
  } else {
    const bytes = size < 0x100 ? 1 : size < 0x10000 ? 2 : size < 0x1000000 ? 3 : 4;
    output[to++] = (59 + bytes) << 2;
    for (let byte = 0; byte < bytes; byte++) output[to++] = (size >>> (8 * byte)) & 255;
  }
  if (size < 60) for (let at = from; at < end; at++) output[to++] = input[at] as number;
  else {
    output.set(input.subarray(from, end), to);
    to += size + 1;
  }
  return to;
}

/** Bytes that came before. */
function writeCopy(distance: number, length: number, output: Uint8Array, start: number): number {
  let to = start;
  let rest = length;
  for (; rest >= 68; rest -= 64) to = writeShortCopy(distance, 64, output, to);
  if (rest > 64) {
    to = writeShortCopy(distance, 60, output, to);
    rest -= 60;
  }
  return writeShortCopy(distance, rest, output, to);
}

function writeShortCopy(distance: number, length: number, output: Uint8Array, start: number): number {
  let to = start;
  if (length < 12 && distance < 2048) {
    output[to++] = 1 | ((length - 4) << 2) | ((distance >>> 8) << 5);
  } else {
    output[to++] = 2 | ((length - 1) << 2);
    output[to++] = distance & 255;
    output[to++] = distance >>> 8;
    return to;
  }
  output[to++] = distance & 255;
  return to;
}
