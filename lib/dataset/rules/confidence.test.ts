import { expect, test } from "vitest";
import { confidenceKind } from "./confidence.ts";

test("a confidence is checked from 50 gold items on, and no confidence at all for two people or by weights", () => {
  const crowd = (golds: number) => ({ golds, people: 9 });
  expect(confidenceKind("pooled", crowd(49))).toBe("unchecked");
  expect(confidenceKind("pooled", crowd(50))).toBe("checked");
  expect(confidenceKind("spam-mixture", crowd(50))).toBe("checked");
  expect(confidenceKind("pooled", { golds: 60, people: 2 })).toBe("vote-share");
  expect(confidenceKind("pooled", { golds: 60, people: 3 })).toBe("checked");
  expect(confidenceKind("wawa", crowd(60))).toBe("weight-share");
  expect(confidenceKind("trust-weighted", { golds: 60, people: 1 })).toBe("weight-share");
});
