import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { isPostgres, isPostgresState } from "./process.ts";

// Lines as proc(5) describes them.
test("a running or sleeping PostgreSQL counts, an ended one that nobody collected does not", () => {
  expect(isPostgresState("812 (postgres) S 1 812 812 0 -1")).toBe(true);
  expect(isPostgresState("812 (postgres) R 1 812 812 0 -1")).toBe(true);
  expect(isPostgresState("812 (postgres) Z 1 812 812 0 -1")).toBe(false);
});

test("another program that has the number now does not count", () => {
  expect(isPostgresState("812 (node) S 1 812 812 0 -1")).toBe(false);
  expect(isPostgresState("")).toBe(false);
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 10000)"]);
  expect(isPostgres(other.pid ?? 0)).toBe(false);
  other.kill();
});
