import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { voteConfidence } from "./vote-confidence.ts";

const row = (probabilities: Float64Array, item: number) => [
  ...probabilities.subarray(item * 5, item * 5 + 5),
];

describe("the plain vote's confidence", () => {
  test("of one answer is .65 but for the level's commonness: odds 7.43 × (6 / 5)^.05 to 1 for each other level", () => {
    const [, , , four = 0] = row(voteConfidence(labelingFromMatrix([[3]], 5)), 0);
    const odds = ((0.65 * 4) / 0.35) * (6 / 5) ** 0.05;
    expect(four).toBeCloseTo(odds / (odds + 4), 12);
    expect(four).toBeGreaterThan(0.65);
    expect(four).toBeLessThan(0.66);
  });

  test("of two equal answers: q from 41 × and 1.1 answers' worth", () => {
    const [, , , four = 0] = row(voteConfidence(labelingFromMatrix([[3, 3]], 5)), 0);
    const agreement = (1 + 40 * (0.65 ** 2 + 0.35 ** 2 / 4)) / 41;
    const right = (1 + Math.sqrt(1 - 5 * (1 - 4 * agreement))) / 5;
    const odds = ((right * 4) / (1 - right)) ** (2 / 1.1) * (7 / 5) ** 0.05;
    expect(four).toBeCloseTo(odds / (odds + 4), 12);
  });

  test("rises where people agree and falls where they do not, never to certainty or to less than nothing", () => {
    const agree = labelingFromMatrix(
      Array.from({ length: 400 }, (_, i) => [i % 5, i % 5, i % 5]),
      5,
    );
    const differ = labelingFromMatrix(
      Array.from({ length: 400 }, (_, i) => [i % 5, (i + 1) % 5, (i + 3) % 5]),
      5,
    );
    const own = (found: Float64Array) => found[0];
    expect(own(voteConfidence(agree))).toBeGreaterThan(0.98);
    expect(own(voteConfidence(agree))).toBeLessThan(1);
    expect(own(voteConfidence(differ))).toBeLessThan(0.3);
    expect(own(voteConfidence(differ))).toBeGreaterThan(0.2);
  });

  test("is a distribution on every item with answers, and nothing on others", () => {
    const triple = fc.tuple(fc.nat(4), fc.nat(3), fc.nat(4));
    fc.assert(
      fc.property(fc.array(triple, { maxLength: 30 }), (triples) => {
        const found = voteConfidence(labelingFromTriples({ items: 5, annotators: 4, levels: 5 }, triples));
        for (let i = 0; i < 5; i++) {
          const total = row(found, i).reduce((sum, share) => sum + share, 0);
          expect(total).toBeCloseTo(triples.some(([item]) => item === i) ? 1 : 0, 10);
        }
      }),
    );
  });
});
