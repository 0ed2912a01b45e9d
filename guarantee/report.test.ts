import { expect, test } from "vitest";
import { withRows } from "./report.ts";

const EMPTY = "# Guarantees\n\n<!-- results -->\n<!-- end of results -->\n\nMore.\n";
const SETTING = { commit: "abc1234", date: "2026-01-02", machine: "2 × Quick" };
const row = { part: "http", name: "two instances", hasPassed: true, told: "3 of 3 counted", seed: 1 };

test("a proof that ran is a row with its seed, commit, date and environment", () => {
  const text = withRows(EMPTY, [row], SETTING, "18.4");
  expect(text).toContain(
    "| http | two instances | holds | 3 of 3 counted | 1 | abc1234 | 2026-01-02 | 2 × Quick, PostgreSQL 18.4 |",
  );
  expect(text.startsWith("# Guarantees\n")).toBe(true);
  expect(text.endsWith("\n\nMore.\n")).toBe(true);
});

test("a proof that runs again replaces its row and no other", () => {
  const other = { ...row, name: "one instance" };
  const first = withRows(EMPTY, [row, other], SETTING, null);
  const again = withRows(first, [{ ...row, hasPassed: false, told: "2 of 3 | counted" }], SETTING, null);
  expect(again.split("\n").filter((line) => line.includes("two instances"))).toEqual([
    "| http | two instances | **fails** | 2 of 3 / counted | 1 | abc1234 | 2026-01-02 | 2 × Quick |",
  ]);
  expect(again).toContain("one instance | holds");
});
