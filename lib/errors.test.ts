import { expect, test } from "vitest";
import { isTransient, isUnsure, toAppError } from "./errors.ts";

// https://www.postgresql.org/docs/18/errcodes-appendix.html
test("a rolled back transaction is tried again, a lost connection is unsure, a broken rule is neither", () => {
  expect(["40001", "40P01", "57P01", "08006"].every(isTransient)).toBe(true);
  expect(isTransient("23505")).toBe(false);
  expect(isUnsure({ code: "ECONNRESET" })).toBe(true);
  expect(isUnsure({ code: "FUNCTIONS_REPLACED" })).toBe(true);
  expect(isUnsure({ message: "Connection terminated unexpectedly" })).toBe(true);
  expect(isUnsure({ code: "23514", message: "violates check constraint" })).toBe(false);
});

test("a socket that is gone is unsure, a file that is gone is not", () => {
  expect(isUnsure({ code: "ENOENT", syscall: "connect" })).toBe(true);
  expect(isUnsure({ code: "ENOENT", syscall: "open" })).toBe(false);
});

test("a statement that PostgreSQL ended after its time is told as that, and whoever asked may ask again", () => {
  const told = toAppError(
    Object.assign(new Error("canceling statement due to statement timeout"), { code: "57014" }),
    "",
  );
  expect(told).toMatchObject({ code: "unavailable", message: expect.stringContaining("took too long") });
  expect(toAppError(Object.assign(new Error("gone"), { code: "57P01" }), "")?.message).toContain(
    "did not answer",
  );
});
