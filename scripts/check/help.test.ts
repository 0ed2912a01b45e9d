import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test.each([
  "scripts/vectors.ts",
  "scripts/consensus.ts",
  "scripts/honesty.ts",
  "scripts/verify.ts",
  "bench/run.ts",
  "guarantee/run.ts",
])("%s --help prints how it is used and fails nothing", (script) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--help"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^usage: npm run \w+ -- /i);
});
