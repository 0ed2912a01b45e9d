import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { posteriorOf, summarize, summarizeItem } from "./posterior.ts";

describe("summarizeItem", () => {
  test("of .4 .3 .3: median 1, mode 0, peak .4, expected error .7, entropy 1.0889", () => {
    const found = summarizeItem([0.4, 0.3, 0.3, 0, 0]);
    expect(found).toMatchObject({ median: 1, mode: 0, peak: 0.4 });
    expect(found?.expectedError).toBeCloseTo(0.7, 12);
    expect(found?.entropy).toBeCloseTo(1.0888999753452238, 12);
  });

  test("of a sure row: no error, no entropy", () => {
    expect(summarizeItem([0, 0, 1])).toEqual({ median: 2, mode: 2, peak: 1, expectedError: 0, entropy: 0 });
  });

  test("takes the lower of two equal modes and of two medians", () => {
    expect(summarizeItem([0.5, 0, 0.5])).toMatchObject({ median: 0, mode: 0, expectedError: 1 });
    // 0.1 + 0.2 + 0.2 is above 0.5 by rounding only.
    expect(summarizeItem([0.1, 0.2, 0.2, 0.5])).toMatchObject({ median: 2, mode: 3 });
    expect(summarizeItem([0.7 - 0.2 - 1e-16, 0.5])).toMatchObject({ median: 0 });
  });

  test("knows nothing of an empty row", () => {
    expect(summarizeItem([0, 0, 0])).toBeNull();
  });

  test("the median costs least, and the entropy lies between 0 and ln K", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 7 }), (counts) => {
        const total = counts.reduce((sum, n) => sum + n, 0);
        const row = counts.map((n) => n / total);
        const found = summarizeItem(row);
        if (total === 0 || found === null) return;
        const costs = row.map((_, at) => row.reduce((sum, share, k) => sum + share * Math.abs(k - at), 0));
        expect(found.expectedError).toBeCloseTo(Math.min(...costs), 12);
        expect(found.peak).toBe(Math.max(...row));
        expect(row.indexOf(found.peak)).toBe(found.mode);
        expect(found.entropy).toBeGreaterThanOrEqual(0);
        expect(found.entropy).toBeLessThanOrEqual(Math.log(row.length) + 1e-12);
      }),
    );
  });
});

test("summaries of all items stand side by side, void where nothing is known", () => {
  const all = summarize(Float64Array.of(0.25, 0.75, 0, 0, 1, 0), 2);
  expect([...all.median]).toEqual([1, -1, 0]);
  expect([...all.mode]).toEqual([1, -1, 0]);
  expect(all.entropy[0]).toBeCloseTo(0.5623351446188083, 12);
  expect([all.entropy[1], all.entropy[2]]).toEqual([0, 0]);
});

describe("posteriorOf", () => {
  // Two annotators: the first is right with .9 / .8, the second always says 1.
  const model = {
    prior: Float64Array.of(0.25, 0.75),
    table: Float64Array.of(0.9, 0.2, 0.1, 0.8, 0, 0, 1, 1),
  };

  test("without answers is the class shares", () => {
    const row = posteriorOf(model, []);
    expect(row[0]).toBeCloseTo(0.25, 14);
    expect(row[1]).toBeCloseTo(0.75, 14);
  });

  test("multiplies share and answer probabilities: .225 against .15", () => {
    const row = posteriorOf(model, [[0, 0]]);
    expect(row[0]).toBeCloseTo(0.6, 12);
    expect(row[1]).toBeCloseTo(0.4, 12);
  });

  test("an answer that says nothing changes nothing", () => {
    const row = posteriorOf(model, [
      [1, 1],
      [0, 0],
    ]);
    expect(row[0]).toBeCloseTo(0.6, 12);
  });

  test("stands ten thousand answers, whose product is no double any more", () => {
    const row = posteriorOf(
      model,
      Array.from({ length: 10_000 }, () => [0, 0] as const),
    );
    expect([...row]).toEqual([1, 0]);
  });
});
