import { expect, test } from "vitest";
import { seeded } from "../../random.ts";
import { crossValidate } from "./cross-validate.ts";
import { OBSERVABLES, type Observed } from "./observables.ts";

const PEOPLE = 16;
const ITEMS = 100;
/** It is a lot of counting, beside whatever else runs. */
const PATIENCE = 120_000;

/** Items with observables by chance, a tenth of them gold; `tell` changes what is seen of one. */
function crowd(tell: (values: number[], isGold: boolean) => void) {
  const random = seeded(1, "crowd");
  const golds = new Set<string>();
  const observed: Observed[] = [];
  for (let person = 1; person <= PEOPLE; person++) {
    for (let no = 0; no < ITEMS; no++) {
      const id = `${person}/${no}`;
      const isGold = random.chance(0.1);
      if (isGold) golds.add(id);
      const values = OBSERVABLES.map(() => random.below(8));
      tell(values, isGold);
      observed.push({ id, project: `project ${person % 4}`, person, values });
    }
  }
  return crossValidate(observed, golds, 1);
}

test("what tells nothing is not told", { timeout: PATIENCE }, () => {
  const { area, low, high } = crowd(() => {});
  expect(low).toBeLessThan(0.5);
  expect(area).toBeGreaterThan(0.4);
  expect(area).toBeLessThan(0.6);
  expect(high).toBeLessThan(0.65);
});

test("one observable that leans towards gold is found, and named", { timeout: PATIENCE }, () => {
  const { low, best } = crowd((values, isGold) => {
    values[4] = (values[4] ?? 0) % 4;
    if (isGold) values[4] += 2;
  });
  expect(low).toBeGreaterThan(0.6);
  expect(best[0]).toBe(OBSERVABLES[4]);
});
