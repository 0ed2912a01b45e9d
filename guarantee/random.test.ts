import { expect, test } from "vitest";
import * as z from "zod";
import { seeded } from "./random.ts";

const draw = (seed: number, name: string) => Array.from({ length: 5 }, seeded(seed, name).next);

test("the same seed and name give the same stream, others give others", () => {
  expect(draw(7, "a")).toEqual(draw(7, "a"));
  expect(draw(7, "a")).not.toEqual(draw(7, "b"));
  expect(draw(7, "a")).not.toEqual(draw(8, "a"));
});

test("a share of the calls is that share of many calls", () => {
  const random = seeded(1, "share");
  const hits = Array.from({ length: 20_000 }, () => random.chance(0.05)).filter(Boolean).length;
  // Five standard deviations of a binomial with n = 20,000 and p = 0.05 are 154.
  expect(Math.abs(hits - 1000)).toBeLessThan(154);
});

test("ids are of the form that the routes demand, and differ", () => {
  const random = seeded(1, "ids");
  const ids = Array.from({ length: 1000 }, random.uuid);
  for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
  expect(new Set(ids).size).toBe(1000);
});
