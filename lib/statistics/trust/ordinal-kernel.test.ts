import fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf } from "#lib/statistics/numeric/normal.ts";
import { ordinalKernel } from "./ordinal-kernel.ts";

test("half a level of noise gets the middle of five right with the share within one standard deviation, .6827", () => {
  const kernel = ordinalKernel(5, 0, 0.5);
  expect(kernel[2 * 5 + 2]).toBeCloseTo(0.6826894921370859, 14);
  // Its neighbors share what lies between one and three standard deviations, the ends the rest.
  expect(kernel[1 * 5 + 2]).toBeCloseTo(normalCdf(3) - normalCdf(1), 14);
  expect(kernel[0 * 5 + 2]).toBeCloseTo(normalCdf(-3), 14);
});

test("the end levels take everything beyond them", () => {
  const kernel = ordinalKernel(5, 0, 0.5);
  expect(kernel[0]).toBeCloseTo(0.8413447460685429, 14);
  expect(kernel[4 * 5 + 4]).toBeCloseTo(0.8413447460685429, 14);
});

test("the labels of every class share out everything", () => {
  const bias = fc.double({ min: -2, max: 2, noNaN: true });
  const noise = fc.double({ min: 0.1, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), bias, noise, (levels, lean, spread) => {
      const kernel = ordinalKernel(levels, lean, spread);
      expect(kernel).toHaveLength(levels * levels);
      expect(Math.min(...kernel)).toBeGreaterThanOrEqual(-1e-15);
      for (let k = 0; k < levels; k++) {
        let sum = 0;
        for (let l = 0; l < levels; l++) sum += kernel[l * levels + k];
        expect(sum).toBeCloseTo(1, 12);
      }
    }),
  );
});

test("a lean of one level is the answer to the next class", () => {
  const lenient = ordinalKernel(5, 1, 0.6);
  const plain = ordinalKernel(5, 0, 0.6);
  for (let l = 0; l < 5; l++) {
    for (let k = 0; k < 4; k++) expect(lenient[l * 5 + k]).toBeCloseTo(plain[l * 5 + k + 1], 12);
  }
});

test("turning the scale around turns the lean around", () => {
  const harsh = ordinalKernel(4, -0.4, 0.8);
  const lenient = ordinalKernel(4, 0.4, 0.8);
  for (let l = 0; l < 4; l++) {
    for (let k = 0; k < 4; k++) {
      expect(harsh[l * 4 + k]).toBeCloseTo(lenient[(3 - l) * 4 + (3 - k)], 12);
    }
  }
});
