/** Values that a border must refuse or accept without an error of its own. Lone surrogates and NUL cannot be stored as text. */
const TEXTS = [
  "\0",
  "a\0b",
  "a\udfffb",
  "",
  " \u00a0\u2003",
  "%ff",
  "__proto__",
  "0000-01-01T00:00:00Z",
  "x".repeat(3000),
];

/** Beyond int4, beyond int8, beyond what a double holds exactly. */
const NUMBERS = [-1, 0.5, 2147483648, 2 ** 53 + 2, 2 ** 63, 1e308];

const SHAPES: readonly unknown[] = [null, true, {}, [], { contains: "a" }, { toString: 1, valueOf: 1 }];

/** Arguments as the browser encodes them for actions, which JSON cannot express. */
const SPOKEN = [
  "$undefined",
  "$NaN",
  "$Infinity",
  "$n99999999999999999999",
  "$D2026-99-99",
  "$Q1",
  "$F1",
  "$K1",
  "$@1",
  "$0",
  "$0:0",
  "$0:0:a",
  "$0:1:__proto__",
];

export const HOSTILE_JSON: readonly unknown[] = [...TEXTS, ...NUMBERS, ...SHAPES];
export const HOSTILE_ARGUMENTS: readonly unknown[] = [...HOSTILE_JSON, ...SPOKEN];

/** Bodies that are not a list of arguments. */
export const HOSTILE_BODIES: readonly string[] = [
  "",
  "\0",
  "{",
  "[",
  "null",
  "5",
  '"x"',
  "{}",
  "\ufeff[]",
  `${"[".repeat(9000)}${"]".repeat(9000)}`,
];

/** The few of these that are sent where the gate should refuse before it reads anything. */
export function fewOf<T>(all: readonly T[]): T[] {
  return all.filter((_, at) => at % 5 === 0);
}

/** Segments of a path as they are in the request line. */
export const HOSTILE_SEGMENTS: readonly string[] = [
  "%00",
  "a%00b",
  "%ff",
  "%ED%A0%80",
  "%",
  "%zz",
  "%20",
  "%C2%A0",
  "%0D%0Aset-cookie:%20a=b",
  "%2e%2e%2f%2e%2e",
  "%2F",
  "0",
  "-1",
  "1.5",
  "1e3",
  "2147483648",
  "9223372036854775808",
  "9".repeat(400),
  "x".repeat(3000),
  "NaN",
  "__proto__",
  "constructor",
  "%E2%80%AE",
  "%F0%9F%98%80",
];

export const HOSTILE_QUERIES: readonly string[] = [
  "%00",
  "a%00b",
  "%ff",
  "%ED%A0%80",
  "%",
  "%20",
  "2147483648",
  "9223372036854775808",
  "1e308",
  "-1",
  "__proto__",
  "x".repeat(3000),
  "//evil.example",
];

/** What a header may contain: bytes from 0x80 on arrive unchanged. */
export const HOSTILE_HEADERS: readonly string[] = [
  "",
  "%00",
  "a%00b",
  "%ff",
  "%ED%A0%80",
  "%",
  "%20",
  "\u00ff\u00fe",
  "x".repeat(3000),
  "[",
  "%5B%22%22%2C%7B%7D%5D",
  "9".repeat(40),
  "__proto__",
];

/** Copies of a value, each with one leaf or branch replaced by one of the others. */
export function* variants(value: unknown, others: readonly unknown[]): Generator<unknown> {
  yield* others;
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    for (const other of variants(part, others)) {
      yield Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other };
    }
  }
}
