import { expect, test } from "vitest";
import { addCounts, countLastLine, countOne, countPlaywright, countVitest } from "./counts.ts";

test("a report's own numbers are taken", () => {
  expect(countVitest({ numPassedTests: 7, numFailedTests: 2 }, false)).toEqual({ passed: 7, failed: 2 });
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  expect(countPlaywright({ stats }, false)).toEqual({ passed: 5, failed: 2 });
  expect(countLastLine("ok imports\n3 passed, 1 failed\n", false)).toEqual({ passed: 3, failed: 1 });
});

test("a suite that broke outside of its tests fails", () => {
  expect(countVitest({ numPassedTests: 7, numFailedTests: 0 }, false)).toEqual({ passed: 7, failed: 1 });
  expect(countPlaywright(null, false)).toEqual({ passed: 0, failed: 1 });
  expect(countLastLine("killed", false)).toEqual({ passed: 0, failed: 1 });
});

test("each file in which no test could run counts, beside tests that failed", () => {
  const ran = { status: "failed", assertionResults: [{ status: "failed" }] };
  const broken = { status: "failed", assertionResults: [] };
  const report = { numPassedTests: 7, numFailedTests: 1, testResults: [ran, broken, broken] };
  expect(countVitest(report, false)).toEqual({ passed: 7, failed: 3 });
});

test("a suite without a single test fails, however content it is", () => {
  expect(countVitest({}, true)).toEqual({ passed: 0, failed: 1 });
});

test("the total is the sum over all suites", () => {
  expect(addCounts([countOne(true), countOne(false), { passed: 7, failed: 2 }])).toEqual({
    passed: 8,
    failed: 3,
  });
  expect(addCounts([])).toEqual({ passed: 0, failed: 0 });
});
