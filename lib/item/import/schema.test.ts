import { expect, test } from "vitest";
import { fileNameSchema } from "./schema.ts";

test("A file may have a long name, and keeps it", () => {
  const name = `${"results of the third round, ".repeat(8).slice(0, 205)}.csv`;
  expect(name).toHaveLength(209);
  expect(fileNameSchema.safeParse(name)).toMatchObject({ success: true, data: name });
  expect(fileNameSchema.safeParse("x".repeat(1001)).success).toBe(false);
});

test("Of a path only the name is kept, without control characters", () => {
  expect(fileNameSchema.parse("C:\\files\\a\u0000\u0007b.csv")).toBe("ab.csv");
  expect(fileNameSchema.safeParse(" / ").success).toBe(false);
});
