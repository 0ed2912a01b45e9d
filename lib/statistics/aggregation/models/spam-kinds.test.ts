import { describe, expect, test } from "vitest";
import { labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { spamGrid } from "./spam-grid.ts";
import { averageKinds, guessingHabits, kindLogs, weighKinds } from "./spam-kinds.ts";

describe("guessingHabits", () => {
  test("adds ten answers at the crowd's shares to everybody's own", () => {
    // The crowd says 0 twice, 1 once and 2 once; the first annotator said 0 and 1.
    const habits = guessingHabits(
      byItem(
        labelingFromMatrix(
          [
            [0, 0],
            [1, 2],
          ],
          3,
        ),
      ),
    );
    const wanted = [(1 + 5) / 12, (1 + 2.5) / 12, 2.5 / 12, (1 + 5) / 12, 2.5 / 12, (1 + 2.5) / 12];
    wanted.forEach((share, at) => {
      expect(habits[at]).toBeCloseTo(share, 12);
    });
  });

  test("is the crowd's for somebody who said nothing, and even without any rating", () => {
    const some = guessingHabits(
      byItem(labelingFromTriples({ items: 1, annotators: 2, levels: 2 }, [[0, 0, 1]])),
    );
    expect([...some.subarray(2)]).toEqual([0, 1]);
    const none = guessingHabits(byItem(labelingFromTriples({ items: 1, annotators: 1, levels: 4 }, [])));
    expect([...none]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

const grid = spamGrid(3, true);
const habits = Float64Array.of(0.5, 0.3, 0.2, 0.1, 0.1, 0.8);

/** ln of e·habit + (1 - e)·kernel + 1e-6 by the book. */
function logOf(kind: number, habit: readonly number[], label: number, actual: number): number {
  const share = grid.spam[kind];
  const looking = kind === grid.kinds - 1 ? 0 : grid.kernels[(kind % 63) * 9 + label * 3 + actual];
  return Math.log(share * habit[label] + (1 - share) * looking + 1e-6);
}

describe("kindLogs", () => {
  test("gives the logarithms of all kinds of an annotator", () => {
    const logs = kindLogs(grid, habits)(1);
    expect(logs.length).toBe(379 * 9);
    for (const kind of [0, 1, 62, 63, 200, 377, 378]) {
      for (let cell = 0; cell < 9; cell++) {
        const wanted = logOf(kind, [0.1, 0.1, 0.8], Math.floor(cell / 3), cell % 3);
        expect(logs[kind * 9 + cell]).toBeCloseTo(wanted, 5);
      }
    }
  });

  test("are the same kept or recomputed, in any order", () => {
    const kept = kindLogs(grid, habits);
    const recomputed = kindLogs(grid, habits, 0);
    for (const a of [1, 0, 1]) expect([...recomputed(a)]).toEqual([...kept(a)]);
    expect(kept(0)).toBe(kept(0));
    expect(kept(0)).not.toBe(kept(1));
    // Exactly what fits is kept, a byte less is not.
    const size = 2 * 379 * 9 * 4;
    expect(kindLogs(grid, habits, size)(0)).not.toBe(kindLogs(grid, habits, size)(1));
    const fitting = kindLogs(grid, habits, size);
    const tight = kindLogs(grid, habits, size - 1);
    expect(fitting(0)).not.toBe(fitting(1));
    expect(tight(0)).toBe(tight(1));
  });
});

describe("weighKinds", () => {
  test("is proportional to weight times likelihood", () => {
    const logs = Float32Array.from([Math.log(0.5), Math.log(0.25), Math.log(0.125), Math.log(0.5)]);
    const shares = new Float64Array(2);
    // Two kinds, two cells: counts 2 and 1 give .5²·.25 = .0625 and .125²·.5 = .0078125; weights .25 and .75.
    weighKinds(Float64Array.of(2, 1), logs, Float64Array.of(Math.log(0.25), Math.log(0.75)), shares);
    expect(shares[0]).toBeCloseTo(0.015625 / (0.015625 + 0.005859375), 6);
    expect(shares[0] + shares[1]).toBeCloseTo(1, 12);
  });

  test("stands likelihoods far below the smallest double", () => {
    const logs = Float32Array.from([-2, -3]);
    const shares = new Float64Array(2);
    weighKinds(Float64Array.of(5000), logs, Float64Array.of(0, 0), shares);
    expect([...shares]).toEqual([1, 0]);
  });
});

describe("averageKinds", () => {
  test("mixes the habit with the kernels by the probabilities of the kinds", () => {
    const shares = new Float64Array(379);
    shares[63 * 3 + 31] = 0.5; // spam share .25
    shares[4] = 0.2; // spam share .01
    shares[378] = 0.3; // always guessing
    const table = new Float64Array(9);
    averageKinds(grid, shares, Float64Array.of(0.5, 0.3, 0.2), table);
    for (let cell = 0; cell < 9; cell++) {
      const habit = [0.5, 0.3, 0.2][Math.floor(cell / 3)];
      const guessing = 0.5 * 0.25 + 0.2 * 0.01 + 0.3;
      const looking = 0.5 * 0.75 * grid.kernels[31 * 9 + cell] + 0.2 * 0.99 * grid.kernels[4 * 9 + cell];
      expect(table[cell]).toBeCloseTo(guessing * habit + looking + 1e-6, 12);
    }
  });
});
