import { expect, test } from "vitest";
import { fromScale, slopeAt, toScale } from "./scale.ts";

test("a coefficient comes back from its scale", () => {
  for (const value of [-0.9, -0.2, 0, 0.3, 0.999]) {
    expect(fromScale("atanh", toScale("atanh", value) as number)).toBeCloseTo(value, 12);
  }
  for (const value of [0.001, 0.4, 0.97]) {
    expect(fromScale("logit", toScale("logit", value) as number)).toBeCloseTo(value, 12);
  }
});

test("the ends are on no scale, nor what rounding leaves beside them", () => {
  for (const value of [1, 1 - 1e-13, 1.5, -1, -1 + 1e-13, Number.NaN])
    expect(toScale("atanh", value)).toBeNull();
  for (const value of [0, 1e-13, 1]) expect(toScale("logit", value)).toBeNull();
  expect(toScale("atanh", 0)).toBe(0);
});

test("the slope is that of the way back", () => {
  for (const [scale, value] of [
    ["atanh", 0.6],
    ["logit", 0.8],
  ] as const) {
    const z = toScale(scale, value) as number;
    const slope = (fromScale(scale, z + 1e-6) - fromScale(scale, z - 1e-6)) / 2e-6;
    expect(slopeAt(scale, value)).toBeCloseTo(slope, 8);
  }
});
