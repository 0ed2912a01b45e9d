import { expect, test } from "vitest";
import { ordinalKernel } from "#lib/statistics/trust/ordinal-kernel.ts";
import { spamGrid } from "./spam-grid.ts";

test("the full grid has 6 × 63 + 1 = 379 kinds, without bias 6 × 7 + 1 = 43", () => {
  expect(spamGrid(5, true).kinds).toBe(379);
  expect(spamGrid(5, false).kinds).toBe(43);
  expect(spamGrid(5, true)).toMatchObject({ levels: 5 });
});

test("spam shares are .01 .05 .12 .25 .45 .7, each with every kernel, and last the pure guesser", () => {
  const { spam, bias } = spamGrid(3, false);
  expect(spam.length).toBe(43);
  expect([...new Set(spam)]).toEqual([0.01, 0.05, 0.12, 0.25, 0.45, 0.7, 1]);
  for (const share of [0.01, 0.05, 0.12, 0.25, 0.45, 0.7]) {
    expect(spam.filter((own) => own === share).length).toBe(bias.length);
  }
  expect([...spam.subarray(0, 7)]).toEqual(Array.from({ length: 7 }, () => 0.01));
});

test("kernels pair nine biases with seven noises", () => {
  const { bias, noise, kernels } = spamGrid(4, true);
  expect([...new Set(bias)]).toEqual([-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]);
  expect([...noise.subarray(0, 7)]).toEqual([0.2, 0.35, 0.5, 0.65, 0.85, 1.1, 1.5]);
  expect(kernels.length).toBe(63 * 16);
  for (const v of [0, 20, 62]) {
    const kernel = ordinalKernel(4, bias[v], noise[v]);
    expect([...kernels.subarray(v * 16, (v + 1) * 16)]).toEqual([...kernel]);
  }
});

test("without bias every kernel is centered", () => {
  const { bias, noise } = spamGrid(4, false);
  expect([...bias]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect([...noise]).toEqual([0.2, 0.35, 0.5, 0.65, 0.85, 1.1, 1.5]);
});
