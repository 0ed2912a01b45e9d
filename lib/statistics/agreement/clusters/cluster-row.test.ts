import fc from "fast-check";
import { expect, test } from "vitest";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { gwetAc2 } from "#lib/statistics/agreement/gwet.ts";
import { exactAgreement } from "#lib/statistics/agreement/percent.ts";
import {
  FIVE_OBSERVERS,
  HAYES,
  KRIPPENDORFF,
  readRatings,
} from "#lib/statistics/agreement/published.fixture.ts";
import { tally, tallyFromCounts } from "#lib/statistics/counting/tally.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./ac2-and-exact.ts";
import { addItemsToRow, rowLayout, rowOfPairs } from "./cluster-row.ts";
import { alphaOfRow } from "./coefficient.ts";

const histograms = fc.array(fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 12,
});

test("the row of all items is the sum of the rows of each", () => {
  fc.assert(
    fc.property(histograms, (items) => {
      const layout = rowLayout(3);
      const row = new Float64Array(layout.width + 1);
      for (const histogram of items) addItemsToRow(layout, row, 1, Int32Array.from([9, ...histogram]), 1, 1);
      const whole = rowOfPairs(layout, tallyFromCounts(items, 3).pairs);
      expect(row[0]).toBe(0);
      whole.forEach((sum, j) => {
        expect(row[j + 1]).toBeCloseTo(sum, 12);
      });
    }),
  );
});

test("items are taken away as they were added", () => {
  const layout = rowLayout(3);
  const row = new Float64Array(layout.width);
  addItemsToRow(layout, row, 0, Int32Array.of(2, 1, 1), 0, 3);
  addItemsToRow(layout, row, 0, Int32Array.of(2, 1, 1), 0, -3);
  expect([...row].every((sum) => sum === 0)).toBe(true);
});

test.each([
  ["Krippendorff", KRIPPENDORFF],
  ["Hayes", HAYES],
  ["five observers", FIVE_OBSERVERS],
  ["with single ratings", readRatings("12 1. 33 23 .2", 3)],
])("coefficients of a row are those of the ratings: %s", (_, data) => {
  const values = [1, 2, 4, 5, 9].slice(0, data.levels);
  const layout = rowLayout(data.levels, values);
  const row = rowOfPairs(layout, tally(data).pairs);
  for (const metric of ["nominal", "ordinal", "interval"] as const) {
    const { value } = krippendorffAlpha(data, metric, values);
    expect(alphaOfRow(metric, values).reader(layout, row)()).toBeCloseTo(value as number, 12);
  }
  expect(AC2_OF_ROW.reader(layout, row)()).toBeCloseTo(gwetAc2(data, values).value as number, 12);
  expect(EXACT_OF_ROW.reader(layout, row)()).toBeCloseTo(exactAgreement(data).value as number, 12);
});

test("coefficients of a row without pairs, without variation and of one level are undefined", () => {
  const read = (words: string, levels: number) => {
    const layout = rowLayout(levels);
    const row = rowOfPairs(layout, tally(readRatings(words, levels)).pairs);
    return [alphaOfRow("ordinal"), AC2_OF_ROW, EXACT_OF_ROW].map(({ reader }) => reader(layout, row)());
  };
  expect(read("1. .2", 2)).toEqual([null, null, null]);
  expect(read("11 11", 2)).toEqual([null, 1, 1]);
  expect(read("11 11", 1)).toEqual([null, null, 1]);
});
