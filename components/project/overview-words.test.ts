import { expect, test } from "vitest";
import { noEstimateInWords, problemLine } from "./overview-words.ts";

test("gold that waits for a decision is named with the page to decide on", () => {
  expect(problemLine({ kind: "gold-in-doubt", count: 1 })).toMatchObject({
    what: "1 gold item is contested or in review.",
    href: "/gold",
  });
  expect(problemLine({ kind: "gold-in-doubt", count: 2 }).what).toBe(
    "2 gold items are contested or in review.",
  );
});

test("where nothing is left, paused items are named only if there are some", () => {
  const said = (done: number, paused: number) =>
    noEstimateInWords("nothing-left", { items: done + paused, done, paused });
  expect(said(6, 0)).toBe("All items are done.");
  expect(said(5, 1)).toBe("All items are done, except 1 paused item.");
  expect(said(0, 3)).toBe("All items are paused.");
  expect(said(0, 0)).toBe("There are no items to judge.");
});
