import { describe, expect, test } from "vitest";
import { tally } from "#lib/statistics/counting/tally.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./ac2-and-exact.ts";
import { chanceToReach } from "./chance-to-reach.ts";
import { clusterSpread, type Spread } from "./cluster-spread.ts";
import { clusterSums } from "./cluster-sums.ts";
import { alphaOfRow } from "./coefficient.ts";
import { shopQueries } from "./shop-queries.fixture.ts";
import { teamScope } from "./team-scope.ts";

const { labeling, queryOf } = shopQueries();
const SUMS = clusterSums(tally(labeling), queryOf);
const KNOWN: Spread = {
  scale: "atanh",
  value: Math.tanh(1),
  z: 1,
  error: 0.1,
  degrees: 10,
  clusters: 20,
  evenClusters: 11,
};
const known = (change: Partial<Spread> = {}) => ({ reason: null, ...KNOWN, ...change }) as const;

describe("the interval for this team", () => {
  // Computed by the prototype of this method, another program, on the same ratings.
  test.each([
    ["alpha", alphaOfRow("ordinal"), 0.7085, 0.8192],
    ["AC2", AC2_OF_ROW, 0.7005, 0.8153],
    ["exact agreement", EXACT_OF_ROW, 0.7577, 0.8309],
  ])("of the shop's %s has the known ends", (_, coefficient, lower, upper) => {
    const found = teamScope(clusterSpread(SUMS, coefficient), 0.95);
    expect(found.value?.lower).toBeCloseTo(lower, 4);
    expect(found.value?.upper).toBeCloseTo(upper, 4);
  });

  test("is z -+ t * s carried back, with the error of the coefficient beside it", () => {
    const found = teamScope(known(), 0.95);
    // Student's t, .975 with 10 degrees of freedom: 2.228139.
    expect(found.value?.lower).toBeCloseTo(Math.tanh(1 - 0.2228139), 6);
    expect(found.value?.upper).toBeCloseTo(Math.tanh(1 + 0.2228139), 6);
    expect(found).toMatchObject({ degrees: 10, standardError: expect.closeTo(0.1 / Math.cosh(1) ** 2, 12) });
    expect(teamScope(known(), 0.5).value?.lower).toBeGreaterThan(found.value?.lower as number);
  });

  test("is withheld below ten queries, and where a few large ones decide", () => {
    const few = { value: null, reason: "few-clusters" };
    expect(teamScope(known({ clusters: 9 }), 0.95)).toEqual(few);
    expect(teamScope(known({ clusters: 10 }), 0.95).reason).toBeNull();
    expect(teamScope(known({ evenClusters: 4.99 }), 0.95)).toEqual(few);
    expect(teamScope(known({ evenClusters: 5 }), 0.95).reason).toBeNull();
  });

  test("is undefined as the spread", () => {
    expect(teamScope({ value: null, reason: "no-variation" }, 0.95)).toEqual({
      value: null,
      reason: "no-variation",
    });
  });
});

describe("the probability of reaching a cut", () => {
  test("is 97.5 % and 2.5 % at the ends of the 95 % interval and a half at the value", () => {
    const { value } = teamScope(known(), 0.95);
    expect(chanceToReach(known(), value?.lower as number)).toBeCloseTo(0.975, 8);
    expect(chanceToReach(known(), value?.upper as number)).toBeCloseTo(0.025, 8);
    expect(chanceToReach(known(), Math.tanh(1))).toBeCloseTo(0.5, 12);
  });

  test("is certain where queries do not move the coefficient", () => {
    expect(chanceToReach(known({ error: 0 }), 0.5)).toBe(1);
    expect(chanceToReach(known({ error: 0 }), 0.9)).toBe(0);
  });

  test("is unknown where the interval is, and for what is no cut", () => {
    expect(chanceToReach(known({ clusters: 9 }), 0.5)).toBeNull();
    expect(chanceToReach({ value: null, reason: "no-pairs" }, 0.5)).toBeNull();
    expect(chanceToReach(known(), 1)).toBeNull();
  });
});
