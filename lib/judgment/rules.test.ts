import { describe, expect, test } from "vitest";
import { aboutAhead, submitPayload } from "./rules.ts";
import type { Submit } from "./schema.ts";

describe("how many items wait", () => {
  test("is said in tens, upwards, and never beyond one sitting", () => {
    expect([0, 1, 10, 11, 59, 60, 4000].map(aboutAhead)).toEqual([0, 10, 10, 20, 60, 60, 60]);
  });

  test("is the same whether one of the items just lent is a gold or not", () => {
    expect(aboutAhead(31)).toBe(aboutAhead(32));
  });
});

const input: Submit = {
  assignmentId: "0b9cb6ac-33a5-4ab9-9d8f-6a3f2f1c2b10",
  epoch: 1,
  key: "7e57d004-2b97-4e7a-b45f-5387367791cd",
  level: 4,
  unratable: null,
  comment: null,
  durationMs: 1500,
  guidelineVersion: 1,
};

test("two submits are one when they say the same, under whatever key", () => {
  const other = { ...input, key: "9a1d0f6c-6d0b-4b57-8a53-3c6bfa1d0a11" };
  expect(submitPayload(other)).toBe(submitPayload(input));
  for (const change of [{ level: 5 }, { comment: "x" }, { epoch: 2 }, { durationMs: 1501 }]) {
    expect(submitPayload({ ...input, ...change })).not.toBe(submitPayload(input));
  }
});
