import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { bootstrapAlpha } from "#lib/statistics/agreement/alpha/alpha-bootstrap.ts";
import { jackknifeAlpha } from "#lib/statistics/agreement/alpha/alpha-jackknife.ts";
import { gwetAc2 } from "#lib/statistics/agreement/gwet.ts";
import { headlinePoints } from "#lib/statistics/agreement/headline-points.ts";
import { HAYES, KRIPPENDORFF } from "#lib/statistics/agreement/published.fixture.ts";
import {
  addRating,
  emptyLiveCounts,
  type LiveCounts,
  liveCounts,
  liveTally,
  removeRating,
} from "./incremental.ts";
import { tally } from "./tally.ts";

type Step = { act: "add" | "remove" | "change"; item: number; label: number; pick: number };

const LEVELS = 4;
const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom("add", "add", "add", "remove", "change"),
    item: fc.nat(6),
    label: fc.nat(LEVELS - 1),
    pick: fc.nat(1000),
  }),
  { maxLength: 120 },
);

/** Plays the steps on live counts and, beside them, on a plain list of ratings. */
function play(live: LiveCounts, all: readonly Step[]): Labeling {
  const given: { item: number; label: number }[] = [];
  for (const { act, item, label, pick } of all) {
    const chosen = given[pick % Math.max(1, given.length)];
    if (act === "add" || chosen === undefined) {
      given.push({ item, label });
      addRating(live, item, label);
    } else if (act === "change") {
      removeRating(live, chosen.item, chosen.label);
      addRating(live, chosen.item, label);
      chosen.label = label;
    } else {
      removeRating(live, chosen.item, chosen.label);
      given.splice(given.indexOf(chosen), 1);
    }
  }
  return labelingFromTriples(
    { items: 7, annotators: 1, levels: LEVELS },
    given.map(({ item, label }) => [item, 0, label] as const),
  );
}

/** Every bit of every number, which toEqual alone would not see of -0. */
function bitsOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (Object.is(part, -0) ? "-0" : part));
}

describe("live counts", () => {
  test("equal the batch bit for bit after any added, changed and removed ratings", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const live = emptyLiveCounts(LEVELS);
        const batch = tally(play(live, all));
        expect(bitsOf(headlinePoints(live.pairs))).toBe(bitsOf(headlinePoints(batch.pairs)));
        const current = liveTally(live);
        expect(current.classes).toEqual(batch.classes);
        expect(current.pairs).toEqual(batch.pairs);
        expect(bitsOf(gwetAc2(current))).toBe(bitsOf(gwetAc2(batch)));
        expect(bitsOf(jackknifeAlpha(current, "ordinal"))).toBe(bitsOf(jackknifeAlpha(batch, "ordinal")));
      }),
    );
  });

  test("do not depend on the order in which ratings arrive", () => {
    const order = fc.shuffledSubarray(
      Array.from(HAYES.item, (_, r) => r),
      { minLength: HAYES.item.length },
    );
    const batch = bitsOf(headlinePoints(tally(HAYES).pairs));
    fc.assert(
      fc.property(order, (ratings) => {
        const live = emptyLiveCounts(HAYES.levels);
        for (const r of ratings) addRating(live, HAYES.item[r], HAYES.label[r]);
        expect(bitsOf(headlinePoints(live.pairs))).toBe(batch);
      }),
      { numRuns: 30 },
    );
  });

  test("start from a labeling and give the same bootstrap interval", () => {
    const live = liveCounts(KRIPPENDORFF);
    expect(headlinePoints(live.pairs)).toEqual(headlinePoints(tally(KRIPPENDORFF).pairs));
    expect(bootstrapAlpha(liveTally(live), "ordinal", { seed: 2 })).toEqual(
      bootstrapAlpha(KRIPPENDORFF, "ordinal", { seed: 2 }),
    );
  });

  test("are empty again when everything is taken back", () => {
    const live = liveCounts(HAYES);
    HAYES.item.forEach((item, r) => {
      removeRating(live, item, HAYES.label[r]);
    });
    expect(live.classes.size).toBe(0);
    expect(live.pairs.pairs.every((pairs) => pairs === 0)).toBe(true);
    expect(headlinePoints(live.pairs)).toMatchObject({ alpha: { reason: "no-pairs" }, ratingsPerItem: null });
    expect(liveTally(live).classOf()).toHaveLength(0);
  });

  test("refuse to take back what was not given, and stay as they were", () => {
    const live = emptyLiveCounts(3);
    addRating(live, 2, 1);
    const before = bitsOf([...live.pairs.labels]);
    expect(() => removeRating(live, 2, 0)).toThrow(new RangeError("item 2 has no rating of level 0"));
    expect(() => removeRating(live, 9, 1)).toThrow(RangeError);
    expect(bitsOf([...live.pairs.labels])).toBe(before);
  });

  test("make room for items and for ratings per item as they come", () => {
    const live = emptyLiveCounts(2);
    for (let times = 0; times < 100; times++) addRating(live, 1000, times % 2);
    addRating(live, 3, 0);
    const { classes } = liveTally(live);
    expect([...classes.size]).toEqual([1, 100]);
    expect([...classes.items]).toEqual([1, 1]);
  });
});
