import fc from "fast-check";
import { expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { findClasses } from "./class-table.ts";
import { LAYOUT_COUNT, packHistograms, unpackHistogram } from "./histogram.ts";
import { histogramStates } from "./histogram-states.ts";

test("every layout finds the same distinct histograms, and the right one for each item", () => {
  const ratings = fc.array(fc.tuple(fc.nat(16), fc.constant(0), fc.nat(6)), { maxLength: 60 });
  fc.assert(
    fc.property(
      ratings,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 17, max: 20 }),
      (triples, levels, items) => {
        const inScale = triples.map(([item, annotator, label]) => [item, annotator, label % levels] as const);
        const labeling = labelingFromTriples({ items, annotators: 1, levels }, inScale);
        const expected = Array.from({ length: items }, (_, i) =>
          Array.from(
            { length: levels },
            (_, k) => inScale.filter(([item, , label]) => item === i && label === k).length,
          ),
        );
        const most = Math.max(...expected.map((row) => row.reduce((sum, count) => sum + count, 0)));
        const narrow = most <= histogramStates(levels).most ? 0 : 1;
        for (let layout = narrow; layout < LAYOUT_COUNT; layout++) {
          const found = findClasses(packHistograms(labeling, layout), items);
          const classOf = found.classOf();
          const counts = new Int32Array(levels);
          expected.forEach((row, i) => {
            const c = classOf[i];
            expect(c < 0).toBe(row.every((count) => count === 0));
            if (c < 0) return;
            unpackHistogram(found.histograms, c, levels, counts, 0);
            expect([...counts]).toEqual(row);
          });
          const distinct = new Set(expected.filter((row) => row.some((count) => count > 0)).map(String));
          expect(found.items).toHaveLength(distinct.size);
          expect(found.items.reduce((sum, items) => sum + items, 0)).toBe(
            classOf.filter((c) => c >= 0).length,
          );
        }
      },
    ),
  );
});

test("a thousand different histograms are found again, though the table grows under them", () => {
  const random = createRandom(4);
  const drawn = Array.from({ length: 1500 }, () =>
    Int32Array.from({ length: 7 }, () => Math.floor(random() * 9)),
  );
  const rows = [...drawn, ...drawn].filter((row) => row.some((count) => count > 0));
  const triples = rows.flatMap((row, item) =>
    Array.from(row).flatMap((count, level) => Array.from({ length: count }, () => [item, 0, level] as const)),
  );
  const labeling = labelingFromTriples({ items: rows.length, annotators: 1, levels: 7 }, triples);
  const distinct = new Set(rows.map(String)).size;
  expect(distinct).toBeGreaterThan(1000);
  for (let layout = 2; layout < LAYOUT_COUNT; layout++) {
    const found = findClasses(packHistograms(labeling, layout), rows.length);
    const classOf = found.classOf();
    const counts = new Int32Array(7);
    expect(found.items).toHaveLength(distinct);
    rows.forEach((row, i) => {
      unpackHistogram(found.histograms, classOf[i], 7, counts, 0);
      expect(counts).toEqual(row);
    });
  }
});
