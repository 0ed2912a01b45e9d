import { expect, test } from "vitest";
import { DEFAULT_LEVELS } from "#lib/project/rules.ts";
import { scaleSchema } from "#lib/project/schema.ts";
import { draftScale, sentScale, withLevel, withoutLevel } from "./scale-draft.ts";

const scale = draftScale(DEFAULT_LEVELS, 4);

test("the default scale goes through the form unchanged", () => {
  expect(scaleSchema.parse(sentScale(scale))).toEqual({ levels: DEFAULT_LEVELS, relevantFrom: 4 });
});

test("a level can be added up to seven and removed down to two", () => {
  const seven = withLevel(withLevel(withLevel(scale)));
  expect(seven.levels.map(({ gain }) => gain)).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  expect(new Set(seven.levels.map(({ id }) => id)).size).toBe(7);
  let rest = scale;
  for (let times = 0; times < 5; times++) rest = withoutLevel(rest, 0);
  expect(rest.levels.map(({ name }) => name)).toEqual(["Good", "Perfect"]);
});

test("what counts as relevant stays the same level when one below it goes", () => {
  expect(withoutLevel(scale, 1)).toMatchObject({ relevantFrom: 3 });
  expect(withoutLevel(scale, 4)).toMatchObject({ relevantFrom: 4 });
  expect(withoutLevel(withoutLevel(scale, 4), 3)).toMatchObject({ relevantFrom: 3 });
});

test("a gain that is no number is sent as none, so that the person is told", () => {
  const levels = scale.levels.map((level) => ({ ...level, gain: "much" }));
  expect(sentScale({ ...scale, levels }).levels.every(({ gain }) => gain === null)).toBe(true);
});
