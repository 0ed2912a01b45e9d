import { expect, test } from "vitest";
import { failuresOfPlaywright, failuresOfVitest } from "./failures.ts";

test("each failed test of vitest is named with its file, and a file that did not run by itself", () => {
  const testResults = [
    {
      name: "/srv/assay/lib/a.test.ts",
      status: "failed",
      assertionResults: [
        { fullName: "alpha is one", status: "passed" },
        { fullName: "alpha is two", status: "failed" },
      ],
    },
    { name: "/srv/assay/lib/b.test.ts", status: "failed", assertionResults: [] },
    { name: "/srv/assay/lib/c.test.ts", status: "passed", assertionResults: [] },
  ];
  expect(failuresOfVitest({ testResults }, "/srv/assay")).toEqual([
    "lib/a.test.ts › alpha is two",
    "lib/b.test.ts",
  ]);
});

test("each failed or repeated test of Playwright is named with its line, and a fault outside of them", () => {
  const spec = (title: string, ok: boolean, status: string) => ({
    file: "pages.spec.ts",
    line: 36,
    title,
    ok,
    tests: [{ status }],
  });
  const report = {
    suites: [
      {
        specs: [spec("opens", true, "expected")],
        suites: [{ specs: [spec("closes", false, "unexpected"), spec("waits", true, "flaky")] }],
      },
    ],
    errors: [{ message: "Assay logged faults:\nno" }],
  };
  expect(failuresOfPlaywright(report)).toEqual([
    "e2e/pages.spec.ts:36 › closes",
    "e2e/pages.spec.ts:36 › waits",
    "outside of any test: Assay logged faults:",
  ]);
});

test("without a report nothing is named", () => {
  expect(failuresOfVitest(null, "/srv/assay")).toEqual([]);
  expect(failuresOfPlaywright(null)).toEqual([]);
});
