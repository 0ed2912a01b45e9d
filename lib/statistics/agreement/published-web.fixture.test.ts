import { describe, expect, test } from "vitest";
import { coverage } from "#lib/statistics/counting/tally.ts";
import { krippendorffAlpha } from "./alpha/alpha.ts";
import { bootstrapAlpha } from "./alpha/alpha-bootstrap.ts";
import { fleissKappa } from "./fleiss.ts";
import { gwetAc2 } from "./gwet.ts";
import { headlinePoints } from "./headline-points.ts";
import { exactAgreement } from "./percent.ts";
import { webRelevance } from "./published-web.fixture.ts";

// An independent numpy script that also reproduces Krippendorff's published example.
describe("agreement on real relevance labels", () => {
  const web = webRelevance();

  test("the file was cut right: 2 665 items, 15 567 labels", () => {
    let labels = 0;
    for (let c = 0; c < web.classes.count; c++) {
      labels += web.classes.size[c] * web.classes.items[c];
    }
    expect(labels).toBe(15_567);
    expect(coverage(web.pairs).ratedItems).toBe(2665);
  });

  test.each([
    ["nominal", 0.2104205537],
    ["ordinal", 0.3827702421],
    ["interval", 0.3868672719],
  ] as const)("%s alpha", (metric, value) => {
    expect(krippendorffAlpha(web, metric).value).toBeCloseTo(value, 9);
  });

  test("quadratic AC2 and Fleiss, exact agreement over items", () => {
    expect(gwetAc2(web).value).toBeCloseTo(0.456799254, 9);
    expect(fleissKappa(web, "quadratic").value).toBeCloseTo(0.3843501919, 9);
    expect(exactAgreement(web).value).toBeCloseTo(0.3907656042, 9);
    expect(headlinePoints(web.pairs).ac2.value).toBe(gwetAc2(web).value);
  });

  // Reference interval .363 to .401; its limits move by about .001 from seed to seed.
  test("the 95 % interval of ordinal alpha is about .363 to .401", () => {
    const boot = bootstrapAlpha(web, "ordinal", { seed: 1, replicates: 4000 });
    expect(Math.abs((boot.value?.lower ?? 0) - 0.363)).toBeLessThan(0.003);
    expect(Math.abs((boot.value?.upper ?? 0) - 0.401)).toBeLessThan(0.003);
  });
});
