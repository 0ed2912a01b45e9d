import { expect, test } from "vitest";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { CROWDS, simulateProject } from "./crowd.ts";
import { overviewTable } from "./overview.ts";
import { runRegime } from "./regime.ts";
import { NONE } from "./regimes.ts";
import { variantsOf } from "./thin.ts";

const [crowd] = CROWDS;
if (crowd === undefined) throw new Error("there is no crowd");

test("sets of at most three labels an item have no line where all labels are compared with three", () => {
  const { labeling, truth } = simulateProject(crowd, { people: 2, items: 3 }, createRandom(1));
  const set = { name: "small", labeling, truth, isOrdinal: true, isCrowd: true, query: null };
  const results = variantsOf(set, 1, 1).map((variant) => runRegime(variant, NONE, { draws: 1, seed: 1 }));
  const lines = overviewTable([
    { name: "without gold", results },
    { name: "with all labels", results: [] },
  ]).join("\n");
  expect(lines).toContain("without gold");
  expect(lines).not.toContain("with all labels");
});
