import { expect, test } from "vitest";
import { parseDraft } from "./drafts.ts";

const KEPT = { level: 2, unratable: "result", comment: "why", about: "Lamp" };

test("a draft is read as it was kept, and what an older page or another program left there is none", () => {
  expect(parseDraft(JSON.stringify(KEPT))).toEqual(KEPT);
  expect(parseDraft(JSON.stringify({ comment: "why", about: "Lamp", unratable: "mood" }))).toEqual({
    level: null,
    unratable: null,
    comment: "why",
    about: "Lamp",
  });
  for (const text of [null, "", "{", "null", "[]", "7", '{"comment": 1, "about": ""}']) {
    expect(parseDraft(text), String(text)).toBeNull();
  }
});
