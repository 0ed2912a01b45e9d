import { describe, expect, test } from "vitest";
import { type DraftStore, draftKey, dropDraft, keepDraft, readDraft } from "./draft-store.ts";

function memory(): () => DraftStore {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  });
}

const forbidden = (): DraftStore => {
  throw new DOMException("denied", "SecurityError");
};

describe("a draft", () => {
  const draft = { basis: '"before"', value: { text: "typed" } };
  const key = draftKey("ada", "p/frame");

  test("comes back as it was kept, until it is dropped", () => {
    const store = memory();
    expect(readDraft(store, key)).toBeNull();
    expect(keepDraft(store, key, draft)).toBe(true);
    expect(readDraft(store, key)).toEqual(draft);
    dropDraft(store, key);
    expect(readDraft(store, key)).toBeNull();
  });

  test("is of one account and one form: nobody else finds it", () => {
    const store = memory();
    keepDraft(store, key, draft);
    expect(readDraft(store, draftKey("ben", "p/frame"))).toBeNull();
    expect(readDraft(store, draftKey("ada", "p/scale"))).toBeNull();
  });

  test("that was written by something else is none", () => {
    for (const text of ["", "{", "null", "7", '{"value":1}', '{"basis":1,"value":1}']) {
      expect(readDraft(() => ({ ...memory()(), getItem: () => text }), key)).toBeNull();
    }
  });

  test("is not kept where the browser forbids it, and the caller knows", () => {
    expect(keepDraft(forbidden, key, draft)).toBe(false);
    expect(readDraft(forbidden, key)).toBeNull();
    expect(() => dropDraft(forbidden, key)).not.toThrow();
  });
});
