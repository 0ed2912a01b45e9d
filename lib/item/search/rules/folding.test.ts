import { describe, expect, test } from "vitest";
import { folded } from "./folding.ts";

describe("texts that people would call the same", () => {
  test.each([
    ["café", "CAFE"],
    ["cafe\u0301", "caf\u00e9"],
    ["Straße", "STRASSE"],
    ["GROẞ", "gross"],
    ["ёлка", "ЕЛКА"],
    ["за\u0301мок", "замок"],
    ["İstanbul", "istanbul"],
    ["ISPARTA", "ısparta"],
    ["Łódź", "lodz"],
    ["Ærø", "aero"],
    ["Đặng", "dang"],
    ["ΟΔΟΣ", "οδός"],
    ["Ｆｕｌｌ ﬁt", "full fit"],
    ["كِتَاب", "كتاب"],
    ["أحمد", "احمد"],
    ["שָׁלוֹם", "שלום"],
    ["ﾗｰﾒﾝ", "ラーメン"],
    ["cre\u00adme", "crème"],
    ["葛\u{e0100}", "葛"],
  ])("%s and %s", (one, other) => {
    expect(folded(one)).toBe(folded(other));
  });
});

describe("letters of their own stay apart", () => {
  test.each([
    ["мой", "мои"],
    ["їжак", "іжак"],
    ["が", "か"],
    ["ハ\u3099", "ハ"],
    ["कि", "क"],
    ["ไม้", "ไม"],
    ["각", "가"],
  ])("%s and %s", (one, other) => {
    expect(folded(one)).not.toBe(folded(other));
  });
});

test("a million marks on one letter take no longer than other signs", () => {
  expect(folded(`e${"\u0301".repeat(1_000_000)}`)).toBe("e");
  expect(folded(`е${"\u0301".repeat(1_000_000)}`)).toBe("е");
});

test("what is folded stays as it is, sign by sign", () => {
  const moved: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const once = folded(String.fromCodePoint(code));
    if (folded(once) !== once) moved.push(`U+${code.toString(16)}`);
  }
  expect(moved).toEqual([]);
});
