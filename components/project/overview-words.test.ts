import { expect, test } from "vitest";
import { problemLine } from "./overview-words.ts";

test("gold that waits for a decision is named with the page to decide on", () => {
  expect(problemLine({ kind: "gold-in-doubt", count: 1 })).toMatchObject({
    what: "1 gold item is contested or in review.",
    href: "/gold",
  });
  expect(problemLine({ kind: "gold-in-doubt", count: 2 }).what).toBe(
    "2 gold items are contested or in review.",
  );
});
