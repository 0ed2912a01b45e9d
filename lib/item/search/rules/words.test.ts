import { describe, expect, test } from "vitest";
import { WORDS_RULE } from "#lib/project/figures/rules.ts";
import { hasTerms, isWordless, segmentWord, termsOf, withSegment, wordsOf } from "./words.ts";

const isFound = (search: string, ...texts: string[]) => hasTerms(wordsOf(...texts), termsOf(search));

describe("a search", () => {
  test.each([
    ["lamp", "Desk LAMP, 40 W", true],
    ["lam", "Desk lamp", false],
    ["lam*", "Desk lamp", true],
    ["amp*", "Desk lamp", false],
    ["desk lamp", "Lamp for a desk", true],
    ["desk chair", "Lamp for a desk", false],
    ["100%", "100% cotton", true],
    ["книги", "Старые КНИГИ о море", true],
    ["книг", "Старые книги о море", false],
    ["книг*", "Старые книги о море", true],
    ["ё", "Ещё", false],
    ["cafe", "Le Café", true],
    ["CAFÉ", "cafe", true],
    ["strasse*", "Königsstraße", false],
    ["konigs*", "Königsstraße", true],
    ["strasse", "STRAẞE", true],
    ["елка", "Ёлка", true],
    ["ещё", "еще", true],
    ["istanbul", "İSTANBUL", true],
    ["мой", "мои", false],
  ])("%s in %s: %s", (search, text, isThere) => {
    expect(isFound(search, text)).toBe(isThere);
  });

  test.each([
    ["京都", "東京都の地図", true],
    ["東京", "東京都の地図", true],
    ["東都", "東京都の地図", false],
    ["京", "東京都の地図", true],
    ["図", "東京都の地図", true],
    ["東京都", "東京都の地図", true],
    ["手机", "华为手机壳", true],
    ["机手", "华为手机壳", false],
    ["ラーメン", "札幌ラーメン店", true],
    ["ﾗｰﾒﾝ", "札幌ラーメン店", true],
    ["사과", "청송사과를", true],
    ["iPhone 手机", "手机iphone15壳 iphone", true],
  ])("finds words of scripts without blanks anywhere: %s in %s: %s", (search, text, isThere) => {
    expect(isFound(search, text)).toBe(isThere);
  });

  test("looks at all texts of an item, and needs every word", () => {
    expect(isFound("lamp 17", "item-17", "desk", "a lamp")).toBe(true);
    expect(isFound("lamp 18", "item-17", "desk", "a lamp")).toBe(false);
  });

  test("that has no word asks for nothing", () => {
    const signs = ["_", "%", "*", "", " – ", "❤️", "👩‍🍳", "🇩🇪", "\u0301", "…*"];
    expect(signs.filter((search) => !isWordless(termsOf(search)))).toEqual([]);
    expect([...wordsOf("❤️ 👩‍🍳 🇩🇪")]).toEqual([]);
  });

  test("takes a letter and its mark as one, however they are written", () => {
    expect(isFound("cafe\u0301", "caf\u00e9")).toBe(true);
  });
});

test("a value too long for the filter is no word, and is not cut to another one", () => {
  const long = "x".repeat(398);
  expect(segmentWord("a", long)).toContain(long);
  expect(segmentWord("a", `${long}y`)).toBeNull();
  expect(segmentWord("a", " ")).toBeNull();
});

// What is stored of large projects was made by one rule. Where this changes, WORDS_RULE must be raised.
test("the words of this rule are these", () => {
  const said = wordsOf("Straße Nr. 7", "ЁЛКА й", "東京 Café!", "x".repeat(70), "❤️ कि 사과를");
  expect({ rule: WORDS_RULE, words: [...said].join(" ") }).toEqual({
    rule: 2,
    words: `strasse nr 7 елка й 東京 京 cafe ${"x".repeat(64)} कि 사과 과를 를`,
  });
});

test("a segment is of the column with the longest name that fits", () => {
  const terms = { words: [], beginnings: [] };
  const found = (columns: string[]) => withSegment(terms, "size=eu=42", columns).words;
  expect(found(["size", "size=eu"])).toEqual(found(["size=eu", "size"]));
  expect(found(["size", "size=eu"])).toEqual(found(["size=eu"]));
  expect(found(["size"])).not.toEqual(found(["size=eu"]));
});
