import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultOfOptions, USED_BY } from "./part.ts";

test("an option of other parts is refused in one sentence", () => {
  expect(faultOfOptions(["--cycles", "3"], "sync")).toBe("--cycles is not for sync. It is for kills.");
  expect(faultOfOptions(["--seed", "2", "--url=http://x"], "kills")).toBe(
    "--url is not for kills. It is for http, http-two.",
  );
  expect(faultOfOptions(["--cycles", "3", "--seed", "2", "--report", "x.md"], "kills")).toBeNull();
  // All parts run, and kills is one of them.
  expect(faultOfOptions(["--cycles", "3"], null)).toBeNull();
});

test("an option that is unknown, and a number that is none, are refused", () => {
  expect(faultOfOptions(["--speed", "3"], "kills")).toContain("Unknown option '--speed'");
  expect(faultOfOptions(["--cycles", "many"], "kills")).toBe('--cycles must be a whole number, not "many".');
});

test("docs/guarantees.md says of each option the parts that the code says", () => {
  const rows = [...readFileSync("docs/guarantees.md", "utf8").matchAll(/^\| `--(\w+) .*\| ([^|]+) \|$/gm)];
  const inDocs = Object.fromEntries(rows.map(([, name, parts = ""]) => [name, parts.trim().split(", ")]));
  expect(inDocs).toEqual({ seed: ["all"], report: ["all"], ...USED_BY });
});
