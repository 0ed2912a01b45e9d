import { LONGEST_SEGMENT } from "../../schema.ts";
import { folded } from "./folding.ts";

/** Texts of scripts that put no blank between words. Each pair of neighbors is a word, so that two signs are found in any text. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々〆`;
/** It begins with a letter or a digit: a mark alone, as emoji have one, is no word. */
const SPACED = String.raw`[[\p{L}\p{N}]--[${UNSPACED}]][[\p{L}\p{N}\p{M}]--[${UNSPACED}]]*`;
const WORD = new RegExp(`[${UNSPACED}]+|${SPACED}`, "gv");
const TERM = new RegExp(String.raw`([${UNSPACED}]+)|(${SPACED})(\*?)`, "gv");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "v");

/** Longer words are cut here, when they are stored and when they are searched. */
const LONGEST_WORD = 64;

/** A sign that no text has: it tells what stands in a segment column from words. */
const OF_SEGMENT = "\u0001";

/**
 * The word by which items with this value in a segment column are found. `wordsOf` never gives one. Null for no value, and for
 * one that is too long to be asked for: no item is found by it.
 *
 * @example segmentWord("language", "de")
 */
export function segmentWord(column: string, value: string): string | null {
  const trimmed = value.trim();
  const isAskedFor = trimmed !== "" && `${column}=${trimmed}`.length <= LONGEST_SEGMENT;
  return isAskedFor ? segmentStart(column) + trimmed : null;
}

/** What the words of all values of a column begin with. */
export function segmentStart(column: string): string {
  return `${OF_SEGMENT}${column}${OF_SEGMENT}`;
}

/** What an item must have: every whole word, and for each beginning a word that begins so. */
export type Terms = { readonly words: readonly string[]; readonly beginnings: readonly string[] };

/**
 * The words by which a text is found, each once and folded. Whatever changes what they are must raise WORDS_RULE.
 *
 * @example wordsOf("Red 東京都") // { "red", "東京", "京都", "都" }
 */
export function wordsOf(...texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [run] of folded(text).matchAll(WORD)) {
      if (!IS_UNSPACED.test(run)) found.add(run.slice(0, LONGEST_WORD));
      else for (const pair of pairsOf(run)) found.add(pair);
    }
  }
  return found;
}

/** Every sign with the next one. The last one stands alone, so that a search for one sign finds it as a beginning. */
function pairsOf(run: string): string[] {
  const signs = [...run];
  return signs.map((sign, at) => sign + (signs[at + 1] ?? ""));
}

/**
 * What a search asks for: whole words, and with a star at the end words that begin so.
 *
 * @example termsOf("lamp* 東京") // { words: ["東京"], beginnings: ["lamp"] }
 */
export function termsOf(search: string): Terms {
  const [words, beginnings] = [new Set<string>(), new Set<string>()];
  for (const [, unspaced, spaced = "", star] of folded(search).matchAll(TERM)) {
    if (unspaced === undefined) (star === "*" ? beginnings : words).add(spaced.slice(0, LONGEST_WORD));
    else if ([...unspaced].length === 1) beginnings.add(unspaced);
    else for (const pair of pairsOf(unspaced).slice(0, -1)) words.add(pair);
  }
  return { words: [...words], beginnings: [...beginnings] };
}

/** The terms with a segment beside the search. `segment`: a column's name, "=" and a value; that of an unknown column finds nothing. */
export function withSegment(terms: Terms, segment: string, columns: readonly string[]): Terms {
  if (segment === "") return terms;
  // A column's name may hold "=", so that another's name begins it: the longer one is meant.
  const [column] = columns
    .filter((name) => segment.startsWith(`${name}=`))
    .sort((a, b) => b.length - a.length);
  const word = column === undefined ? null : segmentWord(column, segment.slice(column.length + 1));
  return { ...terms, words: [...terms.words, word ?? OF_SEGMENT] };
}

/** Whether a search asks for nothing, such as one of signs alone. */
export function isWordless({ words, beginnings }: Terms): boolean {
  return words.length + beginnings.length === 0;
}

/** Whether an item with these words is found. */
export function hasTerms(own: ReadonlySet<string>, { words, beginnings }: Terms): boolean {
  const startsAny = (beginning: string) => [...own].some((word) => word.startsWith(beginning));
  return words.every((word) => own.has(word)) && beginnings.every(startsAny);
}
