import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { goldLabels } from "./gold-labels.ts";
import { goldTrust, peerTrust } from "./peer-trust.ts";

describe("peerTrust", () => {
  test("agreeing with the others on 8 of 10 shared items gives 9 of 12", () => {
    const matrix = Array.from({ length: 10 }, (_, i) => [i < 8 ? 1 : 0, 1, 1]);
    const trust = peerTrust(labelingFromMatrix(matrix, 3));
    expect(trust[0]).toBeCloseTo(9 / 12, 12);
  });

  test("nobody vouches for their own answers: two who disagree trust neither, one alone stays at one half", () => {
    const trust = peerTrust(
      labelingFromMatrix(
        [
          [0, 2, null],
          [null, null, 1],
        ],
        3,
      ),
    );
    expect([...trust]).toEqual([1 / 3, 1 / 3, 0.5]);
  });

  test("tied others count for each of their first ranks in part", () => {
    // For the first annotator the others say 1 and 2: agreeing with one of them is half an agreement.
    const trust = peerTrust(labelingFromMatrix([[1, 1, 2]], 3));
    expect(trust[0]).toBeCloseTo(1.5 / 3, 12);
    expect(trust[1]).toBeCloseTo(1.5 / 3, 12);
    expect(trust[2]).toBeCloseTo(1 / 3, 12);
  });

  test("does not disturb the labeling", () => {
    const labeling = labelingFromMatrix([[1, 1, 2]], 3);
    peerTrust(labeling);
    expect([...labeling.label]).toEqual([1, 1, 2]);
  });
});

describe("goldTrust", () => {
  const labeling = labelingFromTriples({ items: 3, annotators: 3, levels: 4 }, [
    [0, 0, 3],
    [1, 0, 0],
    [2, 0, 1],
    [0, 1, 2],
    [2, 1, 1],
  ]);

  test("counts acceptable answers on gold only: (right + 1) / (answers + 2)", () => {
    const trust = goldTrust(
      labeling,
      goldLabels(3, [
        [0, [2, 3]],
        [1, [1]],
      ]),
    );
    expect([...trust]).toEqual([2 / 4, 2 / 3, 1 / 2]);
  });

  test("without gold everybody weighs the same", () => {
    expect([...goldTrust(labeling, new Int32Array(3))]).toEqual([0.5, 0.5, 0.5]);
  });
});
