import { describe, expect, test } from "vitest";
import type { Work } from "#lib/project/progress/rules.ts";
import { workInWords } from "./work-words.ts";

const lack = (items: number, active: number, change = {}) => ({
  ...{ items, fewest: 1, most: 1, active, others: 0 },
  ...change,
});
const said = (work: Work) => {
  const words = workInWords(work);
  return words && `${words.what} ${words.why}`;
};

describe("what the work waits for", () => {
  test("is a third annotator where both have judged everything", () => {
    expect(said({ kind: "needs-people", shortage: lack(6, 2) })).toBe(
      "6 items need a third annotator. Both annotators have judged them.",
    );
    expect(said({ kind: "needs-people", shortage: lack(1, 1) })).toBe(
      "1 item needs a second annotator. The only annotator has judged it.",
    );
    expect(said({ kind: "needs-people", shortage: lack(6, 7) })).toContain("need an eighth annotator. All 7");
  });

  test("is another one where somebody is suspended, and so many more where one does not do", () => {
    expect(said({ kind: "needs-people", shortage: lack(6, 2, { others: 1 }) })).toBe(
      "6 items need another annotator. Both active annotators have judged them.",
    );
    expect(said({ kind: "needs-people", shortage: lack(6, 1, { fewest: 2, most: 2 }) })).toContain(
      "6 items need 2 more annotators.",
    );
    expect(said({ kind: "needs-people", shortage: lack(6, 1, { most: 2 }) })).toContain(
      "6 items need up to 2 more annotators.",
    );
  });

  test("is said ahead while the work goes on", () => {
    expect(said({ kind: "going", shortage: lack(6, 2) })).toBe(
      "6 items will need a third annotator. Only 2 annotators can judge them.",
    );
    expect(said({ kind: "going", shortage: null })).toBeNull();
  });

  test("is somebody to judge, to resume or to decide", () => {
    expect(said({ kind: "idle", shortage: null, items: 4, people: 2, hours: 26 })).toBe(
      "Nobody has judged for 26 hours. 4 items are ready for 2 annotators.",
    );
    expect(said({ kind: "all-paused", items: 12 })).toContain("All remaining items are paused: 12 items.");
    expect(said({ kind: "nobody-active", inReview: 2, suspended: 1 })).toBe(
      "No annotator can continue. 2 are in review, 1 is suspended.",
    );
  });

  test("is nothing where all is done or the stop rule decides", () => {
    expect(said({ kind: "done" })).toBeNull();
    expect(said({ kind: "undecided", items: 3 })).toBeNull();
  });
});
