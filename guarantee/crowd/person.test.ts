import { describe, expect, test } from "vitest";
import { submitSchema } from "#lib/judgment/schema.ts";
import { seeded } from "../random.ts";
import { bodyOf } from "./http.ts";
import { answerTo, createPerson, HABITS, rememberSent } from "./person.ts";

const held = { id: "7e57ed00-0000-4000-8000-000000000001", epoch: 1, itemNo: 1 };
const person = (habits = HABITS) => createPerson(1, seeded(1, "person"), habits);

describe("a simulated annotator", () => {
  test("answers what the routes accept", () => {
    const one = person({ ...HABITS, unratable: 0.5, commonRequestKey: 0 });
    for (let n = 0; n < 200; n++) {
      const body = { projectId: "p", ...bodyOf(answerTo(one, held, [])) };
      expect(submitSchema.safeParse(body).error).toBeUndefined();
    }
  });

  test("uses each common request key once and then request keys of their own", () => {
    const one = person({ ...HABITS, commonRequestKey: 1 });
    const common = [seeded(1, "common").uuid(), seeded(2, "common").uuid()];
    const keys = Array.from({ length: 4 }, () => answerTo(one, held, common).requestKey);
    expect(keys.slice(0, 2)).toEqual(common);
    expect(new Set(keys).size).toBe(4);
  });

  test("remembers only the answers sent last", () => {
    const one = person();
    for (let n = 0; n < 60; n++) rememberSent(one, answerTo(one, held, []));
    expect(one.sent).toHaveLength(50);
  });
});
