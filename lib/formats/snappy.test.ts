import fc from "fast-check";
import { snappyUncompress } from "hyparquet";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import { expect, test } from "vitest";
import { snappyCompressor } from "./snappy.ts";

const compress = snappyCompressor();

function check(input: Uint8Array): void {
  const packed = compress(input);
  expect(Buffer.compare(packed, snappyCompress(input))).toBe(0);
  const output = new Uint8Array(input.length);
  snappyUncompress(packed, output);
  expect(Buffer.compare(output, input)).toBe(0);
}

test("any bytes, with repeats near and far, are packed as the library packs them, and come back", () => {
  const noise = fc.uint8Array({ maxLength: 300 });
  const few = fc.array(fc.constantFrom(0, 1, 255), { maxLength: 300 }).map((bytes) => Uint8Array.from(bytes));
  const repeated = fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 60 }))
    .map(([bytes, times]) => new Uint8Array(Buffer.concat(new Array<Uint8Array>(times).fill(bytes))));
  fc.assert(
    fc.property(fc.array(fc.oneof(noise, few, repeated), { maxLength: 6 }), (parts) => {
      check(new Uint8Array(Buffer.concat(parts)));
    }),
    { numRuns: 500 },
  );
});

test("long literals, long matches and what came more than 64 kilobytes before", () => {
  const noise = (length: number, seed: number) => {
    const bytes = new Uint8Array(length);
    for (let at = 0, state = seed; at < length; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      bytes[at] = state >>> 24;
    }
    return bytes;
  };
  for (const length of [59, 60, 61, 62, 255, 256, 257, 65_535, 65_536, 65_537, 200_000])
    check(noise(length, 7));
  for (const length of [60, 64, 65, 67, 68, 69, 132, 70_000]) check(new Uint8Array(length));
  const far = noise(70_000, 3);
  check(new Uint8Array(Buffer.concat([far, far])));
  // A view that does not begin where its memory does.
  check(new Uint8Array(Buffer.concat([noise(100, 1), far])).subarray(100));
});
