/** A text in which the words of the query are marked; what it holds is text, never HTML. */
export function MarkedText({ text, query }: { text: string; query: string }) {
  return splitAtWords(text, query).map((piece, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their position
      <mark key={at}>{piece}</mark>
    ) : (
      piece
    ),
  );
}

/** Pieces of a text; every second one, from the second on, is a word of the query. */
export function splitAtWords(text: string, query: string): string[] {
  const words = [...new Set(query.match(/[\p{L}\p{N}]{2,}/gu) ?? [])];
  if (words.length === 0) return [text];
  const longestFirst = words.sort((a, b) => b.length - a.length);
  return text.split(new RegExp(`(${longestFirst.map(patternOf).join("|")})`, "giu"));
}

const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

// Where a script puts no spaces between words, a word stands inside a longer run of letters.
function patternOf(word: string): string {
  return NO_SPACES.test(word) ? word : `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`;
}
