/** Marks on letters, such as accents. Marks that are part of a letter, as in Devanagari and Thai, are none of these. */
const MARKS = String.raw`[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20F0\uFE20-\uFE2F]`;
const MARKED = new RegExp(String.raw`(\p{sc=Cyrillic})?${MARKS}+`, "gv");
const LONE_MARKS = new RegExp(`${MARKS}+`, "gv");

/** What is rarely written: the vowel points of Arabic and Hebrew, the Arabic stretch, and what chooses the look of a sign. */
const RARELY_WRITTEN =
  /[\u0610-\u061A\u0640\u064B-\u0652\u0670\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u00AD\p{Variation_Selector}]/gv;

/** Letters that people also write as others, and that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i" },
  ...{ ς: "σ", ё: "е", ѐ: "е", ѝ: "и" },
  ...{ أ: "ا", إ: "ا", آ: "ا", ى: "ي", ی: "ي", ک: "ك" },
};
const OTHER_LETTERS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gv");

/**
 * A text as searches see it, so that people find what they would call the same: without capitals, accents and vowel points. In
 * Cyrillic й is not и, and in Japanese が is not か: these are letters of their own.
 *
 * @example folded("Café STRASSE") === folded("cafe straße")
 */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKED, (run, cyrillic?: string) => (cyrillic ? run : ""))
    .normalize("NFC")
    .replace(LONE_MARKS, "")
    .replace(RARELY_WRITTEN, "")
    .replace(OTHER_LETTERS, (letter) => LETTERS[letter] ?? letter);
}
