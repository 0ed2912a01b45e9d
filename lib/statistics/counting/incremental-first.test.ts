import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstRatings, labelingFromTriples } from "#lib/labeling.ts";
import { headlinePoints } from "#lib/statistics/agreement/headline-points.ts";
import { liveTally } from "./incremental.ts";
import { correctRating, emptyFirstCounts, giveRating, takeRating } from "./incremental-first.ts";
import { tally } from "./tally.ts";

type Given = { item: number; place: number; label: number };

const LEVELS = 3;
const steps = fc.array(
  fc.record({
    act: fc.constantFrom("give", "give", "give", "take", "correct"),
    item: fc.nat(4),
    place: fc.nat(30),
    label: fc.nat(LEVELS - 1),
    pick: fc.nat(1000),
  }),
  { maxLength: 100 },
);

describe("live counts of the first planned ratings", () => {
  test("equal, bit for bit, a tally of the first ratings in order of assignment", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (all, most) => {
        const first = emptyFirstCounts(LEVELS, most);
        const given: Given[] = [];
        for (const { act, item, place, label, pick } of all) {
          const chosen = given[pick % Math.max(1, given.length)];
          if (act === "give" || chosen === undefined) {
            if (given.some((other) => other.item === item && other.place === place)) continue;
            given.push({ item, place, label });
            giveRating(first, item, place, label);
          } else if (act === "take") {
            takeRating(first, chosen.item, chosen.place);
            given.splice(given.indexOf(chosen), 1);
          } else {
            correctRating(first, chosen.item, chosen.place, label);
            chosen.label = label;
          }
        }
        const labeling = labelingFromTriples(
          { items: 5, annotators: 1, levels: LEVELS },
          given.sort((a, b) => a.place - b.place).map(({ item, label }) => [item, 0, label] as const),
        );
        const batch = tally(firstRatings(labeling, most));
        expect(liveTally(first.counts).classes).toEqual(batch.classes);
        expect(headlinePoints(first.counts.pairs)).toEqual(headlinePoints(batch.pairs));
      }),
    );
  });

  test("a rating assigned early but given late moves a later one out, and back in when it is taken", () => {
    const first = emptyFirstCounts(LEVELS, 2);
    const labels = (): number[] => [...liveTally(first.counts).classes.histogram];
    giveRating(first, 0, 2, 0);
    giveRating(first, 0, 3, 1);
    expect(labels()).toEqual([1, 1, 0]);
    giveRating(first, 0, 1, 2);
    expect(labels()).toEqual([1, 0, 1]);
    giveRating(first, 0, 4, 2);
    correctRating(first, 0, 4, 1);
    expect(labels()).toEqual([1, 0, 1]);
    takeRating(first, 0, 4);
    takeRating(first, 0, 1);
    expect(labels()).toEqual([1, 1, 0]);
    takeRating(first, 0, 2);
    expect(labels()).toEqual([0, 1, 0]);
  });

  test("refuse a place that is taken, and one that is not", () => {
    const first = emptyFirstCounts(LEVELS, 2);
    giveRating(first, 0, 1, 0);
    expect(() => giveRating(first, 0, 1, 2)).toThrow(new RangeError("item 0 has a rating at place 1"));
    expect(() => takeRating(first, 0, 2)).toThrow(new RangeError("item 0 has no rating at place 2"));
    expect(() => correctRating(first, 1, 1, 0)).toThrow(RangeError);
    expect([...liveTally(first.counts).classes.histogram]).toEqual([1, 0, 0]);
  });
});
