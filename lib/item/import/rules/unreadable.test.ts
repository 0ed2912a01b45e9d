import { expect, test } from "vitest";
import { isUnreadableReason, unreadableMessage } from "./unreadable.ts";

test("A file that cannot be read says what to do, and names the column or the line at fault", () => {
  expect(unreadableMessage("duplicate-column", "$& id")).toBe(
    "Two columns have the name “$& id”. Rename one of them.",
  );
  expect(unreadableMessage("no-json", "3")).toContain("line 3");
  expect(unreadableMessage("header-only", "")).toBe(
    "The file has a header but no rows. Choose a file with at least one row.",
  );
  expect(isUnreadableReason("zip")).toBe(true);
  expect(isUnreadableReason("toString")).toBe(false);
});
