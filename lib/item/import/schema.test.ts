import { expect, test } from "vitest";
import { startImportSchema, uploadHeadersSchema } from "./schema.ts";

const nameOf = (name: string) => uploadHeadersSchema.safeParse({ "x-file-name": encodeURIComponent(name) });

test("A file may have a long name, and keeps it", () => {
  const name = `${"results of the third round, ".repeat(8).slice(0, 205)}.csv`;
  expect(name).toHaveLength(209);
  expect(nameOf(name).data).toEqual({ "x-file-name": name });
  expect(nameOf("x".repeat(1001)).success).toBe(false);
});

test("Of a path only the name is kept, without control characters", () => {
  expect(nameOf("C:\\files\\a\u0000\u0007b.csv").data).toEqual({ "x-file-name": "ab.csv" });
  expect(nameOf(" / ").success).toBe(false);
});

test("Up to five columns may be segments", () => {
  const isTaken = (segments: number) =>
    startImportSchema.safeParse({
      policy: "good-rows",
      fieldRoles: [
        { name: "title", role: "title" },
        ...Array.from({ length: segments }, (_, no) => ({ name: `column ${no}`, role: "segment" })),
      ],
    }).success;
  expect([0, 1, 5, 6].map(isTaken)).toEqual([true, true, true, false]);
});
