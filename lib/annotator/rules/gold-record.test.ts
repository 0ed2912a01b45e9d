import { describe, expect, test } from "vitest";
import { goldRecordOf, restartOf } from "./gold-record.ts";

const answers = [1, 1, 4, 4, 1].map((level, at) => ({
  annotatorNo: 1,
  itemNo: at + 1,
  level,
  acceptable: [4],
  seq: at + 1,
}));

describe("what a person's evidence last started over by", () => {
  test("is nothing, their second chance or the decision of a requester", () => {
    expect(restartOf({ secondChanceAtSeq: null, reinstatedAtSeq: null })).toBeNull();
    expect(restartOf({ secondChanceAtSeq: 5, reinstatedAtSeq: null })).toEqual({
      by: "second-chance",
      afterSeq: 5,
    });
    expect(restartOf({ secondChanceAtSeq: null, reinstatedAtSeq: 0 })).toEqual({
      by: "reinstated",
      afterSeq: 0,
    });
  });

  test("is the newer of the two, and of equals the decision, which comes after", () => {
    const by = (secondChanceAtSeq: number, reinstatedAtSeq: number) =>
      restartOf({ secondChanceAtSeq, reinstatedAtSeq })?.by;
    expect([by(5, 9), by(9, 5), by(5, 5)]).toEqual(["reinstated", "second-chance", "reinstated"]);
  });
});

describe("a record on gold", () => {
  test("is of all answers while they all decide", () => {
    const { all, since } = goldRecordOf({ secondChanceAtSeq: null, reinstatedAtSeq: null }, answers);
    expect(all).toMatchObject({ n: 5, exact: { count: 2 } });
    expect(since).toBeNull();
  });

  test("keeps all answers beside the ones that decide since the evidence started over", () => {
    const { all, since } = goldRecordOf({ secondChanceAtSeq: 2, reinstatedAtSeq: null }, answers);
    expect(all).toMatchObject({ n: 5, exact: { count: 2 } });
    expect(since).toMatchObject({ by: "second-chance", accuracy: { n: 3, exact: { count: 2 } } });
  });

  test("says that nothing decides yet while there is no answer since", () => {
    const { all, since } = goldRecordOf({ secondChanceAtSeq: null, reinstatedAtSeq: 5 }, answers);
    expect(all).toMatchObject({ n: 5 });
    expect(since?.accuracy).toEqual({ value: null, reason: "no-gold" });
  });
});
