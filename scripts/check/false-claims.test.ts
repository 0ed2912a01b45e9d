import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.dirname(path.dirname(import.meta.dirname));
const OWN = "scripts/check/false-claims.test.ts";

/**
 * Sentences that were on screens and in comments until they were measured on fifteen public sets of judgments (November
 * 2026): stopping early saves between nothing and 30 %, methods with overlapping intervals do differ, and no
 * model's confidence is right as often as it says without gold.
 */
const FALSE_CLAIMS = [
  /same accuracy (?:for|with) fewer/i,
  /fewer judgments for the same accuracy/i,
  /inside the intervals? (?:are|is) chance/i,
  /27\s?% fewer/i,
  /(?:robust|always) and calibrated/i,
  /confidence is a probability\b/i,
  /surely accurate/i,
  /careless people do less harm/i,
];

test("no screen, comment or document claims what was measured to be false", () => {
  const found = [
    "app",
    "components",
    "lib",
    "docs",
    "guarantee",
    "prisma",
    "scripts",
    "README.md",
    "CHANGELOG.md",
  ]
    .flatMap(filesIn)
    .flatMap((file) => {
      // A sentence may be broken over lines, in a comment too.
      const text = readFileSync(path.join(ROOT, file), "utf8").replace(/\s+(?:\*|\/\/)?\s*/g, " ");
      return FALSE_CLAIMS.filter((claim) => claim.test(text)).map((claim) => `${file}: ${claim.source}`);
    });
  expect(found).toEqual([]);
});

function filesIn(location: string): string[] {
  if (path.extname(location) !== "") return [location];
  return readdirSync(path.join(ROOT, location), { recursive: true, encoding: "utf8" })
    .map((name) => path.join(location, name))
    .filter((name) => /\.(?:tsx?|mjs|md|sql)$/.test(name) && name !== OWN);
}
