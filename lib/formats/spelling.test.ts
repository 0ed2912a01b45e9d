import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalNumber } from "./canonical.ts";
import { speller } from "./spelling.ts";

const canonical = (number: number) => {
  const value = canonicalNumber(number);
  return { value, text: String(value) };
};

test("any number is spelled as its canonical value is written", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  // With few digits, and with a half behind the twelfth.
  const short = fc
    .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -11, max: 0 }))
    .map(([digits, power]) => Number(`${digits}e${power}`));
  const halved = fc
    .tuple(fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }), fc.integer({ min: -20, max: -12 }))
    .map(([digits, power]) => Number(`${digits}5e${power - 1}`));
  const nines = fc.integer({ min: 1, max: 16 }).map((places) => 1 - 10 ** -places);
  const any = fc.double({ noNaN: true, noDefaultInfinity: true });
  const spell = speller();
  fc.assert(
    fc.property(fc.oneof(share, short, halved, nines, any), (number) => {
      expect(spell(number)).toEqual(canonical(number));
    }),
    { numRuns: 20_000 },
  );
});

test("shares at the borders of what is spelled quickly", () => {
  const spell = speller();
  const borders = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 5e-324];
  const near = borders.flatMap((one) => [
    one,
    one * (1 - 2 ** -53),
    one * (1 + 2 ** -52),
    one / 3,
    one * 0.75,
  ]);
  for (const number of [...near, ...near.map((one) => -one)]) {
    expect(spell(number)).toEqual(canonical(number));
  }
});
