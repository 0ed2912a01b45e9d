import { canonicalNumber } from "./canonical.ts";

/** A number at twelve significant digits, and how JavaScript writes it. */
export type Spelling = { readonly value: number; readonly text: string };

/** Below this a whole number has at most twelve digits, so that its canonical spelling is its own. */
const TWELVE_DIGITS = 1e12;
/** So many bits has the place of a spelling that is kept: trust and shares come again and again. */
const KEPT_BITS = 13;
/** Spreads numbers over these places (Knuth's multiplicative hash). */
const SCATTER = 0x9e3779b1;

/** Small whole numbers are most of the numbers in a file. */
const SMALL = Array.from({ length: 1000 }, (_, value): Spelling => ({ value, text: String(value) }));

/**
 * Spells numbers, and knows those again that came not long ago: every number has one place where its spelling is kept.
 * @example speller()(1 / 3) // { value: 0.333333333333, text: "0.333333333333" }
 */
export function speller(): (number: number) => Spelling {
  const numbers = new Float64Array(1 << KEPT_BITS).fill(Number.NaN);
  const spellings = new Array<Spelling>(1 << KEPT_BITS);
  const bits = new Float64Array(1);
  const words = new Uint32Array(bits.buffer);
  return (number) => {
    // A fraction is no place in a list: it would be looked up by its text, which takes longer than to write it.
    if (Number.isInteger(number) && Math.abs(number) < TWELVE_DIGITS) {
      return SMALL[number] ?? { value: number, text: String(number) };
    }
    bits[0] = number;
    const place = Math.imul((words[0] as number) ^ (words[1] as number), SCATTER) >>> (32 - KEPT_BITS);
    if (numbers[place] === number) return spellings[place] as Spelling;
    const spelling = spellShare(number) ?? spellSlowly(number);
    numbers[place] = number;
    spellings[place] = spelling;
    return spelling;
  };
}

function spellSlowly(number: number): Spelling {
  const value = canonicalNumber(number);
  return { value, text: String(value) };
}

/** Powers of ten that a double holds exactly. */
const TENS = Array.from({ length: 18 }, (_, power) => Number(`1e${power}`));
/** What an error of the last place of a number below 10^12 cannot reach. */
const UNSURE = 1e-3;
const HALF_OF_DIGITS = 1e6;

/**
 * Most numbers of a file are shares: above a millionth and below 1. Their twelve digits are one whole number, found without the
 * engine's long division: the number times a power of ten is off by .0001 at most, so where it is not next to a half, rounding
 * finds the same digits. Twelve digits are fewer than tell two doubles apart, so the quotient is the double that they name.
 * @returns null where that is not certain, and for other numbers
 */
function spellShare(number: number): Spelling | null {
  if (!(number >= 1e-5 && number < 1)) return null;
  let zeros = 0;
  for (let scale = number; scale < 0.1; scale *= 10) zeros += 1;
  const power = TENS[12 + zeros] as number;
  const scaled = number * power;
  const digits = Math.round(scaled);
  const isNearHalf = Math.abs(scaled - Math.floor(scaled) - 0.5) < UNSURE;
  if (isNearHalf || digits < TWELVE_DIGITS / 10 || digits >= TWELVE_DIGITS) return null;
  return { value: digits / power, text: `0.${ZEROS[zeros]}${withoutZeros(digits)}` };
}

const ZEROS = ["", "0", "00", "000", "0000"];

/** Twelve digits but for the zeros that they end with. */
function withoutZeros(digits: number): string {
  const first = Math.floor(digits / HALF_OF_DIGITS);
  let rest = digits - first * HALF_OF_DIGITS;
  if (rest === 0) {
    let short = first;
    while (short % 10 === 0) short /= 10;
    return String(short);
  }
  let places = 6;
  while (rest % 10 === 0) {
    rest /= 10;
    places -= 1;
  }
  const text = String(rest);
  return `${first}${"00000".slice(0, places - text.length)}${text}`;
}
