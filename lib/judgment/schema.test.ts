import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { type Submit, submitPayload, submitSchema, undoPayload } from "./schema.ts";

const input: Submit = {
  assignmentId: "0b9cb6ac-33a5-4ab9-9d8f-6a3f2f1c2b10",
  epoch: 1,
  requestKey: "7e57d004-2b97-4e7a-b45f-5387367791cd",
  level: 4,
  unratable: null,
  comment: null,
  durationMs: 1500,
  guidelineVersion: 1,
};

test("two submits are one when they say the same, under whatever request key", () => {
  const other = { ...input, requestKey: "9a1d0f6c-6d0b-4b57-8a53-3c6bfa1d0a11" };
  expect(submitPayload(other)).toBe(submitPayload(input));
  for (const change of [{ level: 5 }, { comment: "x" }, { epoch: 2 }, { durationMs: 1501 }]) {
    expect(submitPayload({ ...input, ...change })).not.toBe(submitPayload(input));
  }
});

// Computed apart, from JSON with sorted keys. Stored judgments have these, and devices send the same answers again: a payload
// of another shape would make each of them a conflict.
test("the hash of a payload never changes", () => {
  const assignmentId = "5b0c7a3e-6f0d-4a59-9c37-1c2a4e9d8f01";
  const answer: Submit = {
    assignmentId,
    epoch: 2,
    requestKey: "0d5f6c1e-2b7a-4c3d-8e9f-a1b2c3d4e5f6",
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
  expect(hash(undoPayload({ assignmentId, requestKey: answer.requestKey }))).toBe(
    "b3cdff08266d4d070c3fed7bfb25179e1283524a5bfbddd8bc57a86b272da782",
  );
});

test("a payload is canonical JSON, whatever is said", () => {
  const answer = fc.record({
    assignmentId: fc.uuid(),
    epoch: fc.integer({ min: 1, max: 2_147_483_647 }),
    requestKey: fc.uuid(),
    level: fc.option(fc.integer({ min: 1, max: 7 })),
    unratable: fc.constantFrom("query", "result", "rater", null),
    comment: fc.option(fc.string({ unit: "binary" })),
    durationMs: fc.integer({ min: 0, max: 86_400_000 }),
    guidelineVersion: fc.integer({ min: 0, max: 2_147_483_647 }),
  });
  const isCanonical = fc.property(answer, ({ requestKey, ...said }) => {
    expect(submitPayload({ requestKey, ...said } as Submit)).toBe(canonicalJson(said));
  });
  fc.assert(isCanonical);
  const { assignmentId, requestKey } = input;
  expect(undoPayload({ assignmentId, requestKey })).toBe(canonicalJson({ assignmentId, action: "undo" }));
});

test("all that an answer says is in its payload, besides its request key and its project", () => {
  const { requestKey, ...said } = input;
  expect(Object.keys(JSON.parse(submitPayload(input))).sort()).toEqual(Object.keys(said).sort());
  expect(Object.keys(submitSchema.in.shape).sort()).toEqual(
    [...Object.keys(said), "key", "projectId"].sort(),
  );
});
