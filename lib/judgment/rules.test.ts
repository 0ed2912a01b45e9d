import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aheadOf, submitPayload, undoPayload } from "./rules.ts";
import type { Submit } from "./schema.ts";

describe("how many items wait", () => {
  test("is exact where the person holds all of them", () => {
    expect(aheadOf(3, 0)).toEqual({ least: 3, most: 3 });
    expect(aheadOf(0, 0)).toEqual({ least: 0, most: 0 });
  });

  test("lies between two tens while more can be lent, and has no most beyond one sitting", () => {
    expect(aheadOf(0, 1)).toEqual({ least: 1, most: 10 });
    expect(aheadOf(8, 3)).toEqual({ least: 11, most: 20 });
    expect(aheadOf(8, 42)).toEqual({ least: 41, most: 50 });
    expect(aheadOf(8, 43)).toEqual({ least: 51, most: null });
    expect(aheadOf(8, 4000)).toEqual({ least: 51, most: null });
  });

  test("is the same whether one of the items just lent is a gold or not", () => {
    expect(aheadOf(8, 23)).toEqual(aheadOf(9, 23));
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

// Computed independently, from JSON with sorted keys. Stored judgments have these hashes, and devices send answers again: a
// payload of another shape would turn each of them into a conflict.
test("the hash of a payload never changes", () => {
  const assignmentId = "5b0c7a3e-6f0d-4a59-9c37-1c2a4e9d8f01";
  const answer: Submit = {
    assignmentId,
    epoch: 2,
    key: "0d5f6c1e-2b7a-4c3d-8e9f-a1b2c3d4e5f6",
    level: 4,
    unratable: null,
    comment: "Größe M – ok",
    durationMs: 1500,
    guidelineVersion: 3,
  };
  const hash = (payload: string) => createHash("sha256").update(payload).digest("hex");
  expect(hash(submitPayload(answer))).toBe(
    "2f29a44ff0116b8079a289509161b093287d333e08a27fb4ae4156e26e559cf1",
  );
  expect(hash(submitPayload({ ...answer, level: null, unratable: "query", comment: null }))).toBe(
    "1cba03e6df7954fc104a5dcd0c28ddc7f207b07760d4c81f648549ab6cbdb563",
  );
  expect(hash(undoPayload({ assignmentId, key: answer.key }))).toBe(
    "b3cdff08266d4d070c3fed7bfb25179e1283524a5bfbddd8bc57a86b272da782",
  );
});
