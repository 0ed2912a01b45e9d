import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { crowdShares, setSmoothedVotes } from "./smoothed-votes.ts";

test("one vote more, in the proportions of all; nothing where nobody voted", () => {
  const labeling = labelingFromMatrix(
    [
      [0, null],
      [1, 1],
      [null, 0],
      [null, null],
    ],
    3,
  );
  const half = [0.5, 0.5, 0];
  const index = byItem(labeling);
  const found = new Float64Array(12);
  setSmoothedVotes(index, crowdShares(index), found);
  expect([...found]).toEqual([
    ...half.map((m, k) => ((k === 0 ? 1 : 0) + m) / 2),
    ...half.map((m, k) => ((k === 1 ? 2 : 0) + m) / 3),
    ...half.map((m, k) => ((k === 0 ? 1 : 0) + m) / 2),
    ...[0, 0, 0],
  ]);
});
