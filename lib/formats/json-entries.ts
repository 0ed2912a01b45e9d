import { asText, endOfString, endOfToken, isExactNumber } from "./json-tokens.ts";
import type { Reject } from "./source.ts";

type Frame = { readonly keys: Set<string> | null; isKeyNext: boolean };

/**
 * The entries of one JSON object as text: strings as they are, numbers as they are spelled, true and false
 * as words, null as nothing, objects and arrays as JSON. Or what JSON.parse would hide: a key that stands
 * twice (the first would be lost), an integer beyond 2^53 or a number beyond the range (they would change),
 * a lone surrogate or U+0000 (they cannot be stored). Keys such as "__proto__" are data like any other.
 *
 * Example: '{"a":1.50,"b":{"c":null}}' gives a = "1.50", b = '{"c":null}'.
 */
export function jsonEntries(text: string): ReadonlyMap<string, string> | Reject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return notANumber(text) ?? { code: "not-json", column: null, detail: "" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { code: "not-an-object", column: null, detail: "" };
  }
  return new EntryWalk(text).run();
}

// Python and others write NaN and Infinity, which JSON does not have. The line is rejected for that only if nothing
// else is wrong with it. To find the column, each of these words is replaced by a number beyond the range, which the
// walk reports.
function notANumber(text: string): Reject | null {
  let word = "";
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const isString = text[at] === '"';
    const end = isString ? endOfString(text, at) : endOfToken(text, at);
    const part = text.slice(at, end);
    const isNoNumber = !isString && /^(NaN|[+-]?Infinity)$/.test(part);
    if (isNoNumber) word ||= part;
    parts.push(isNoNumber ? "1e999" : part);
    at = end;
  }
  const entries = word === "" ? null : jsonEntries(parts.join(""));
  return entries !== null && "code" in entries && entries.code === "unsafe-number"
    ? { code: "not-a-number", column: entries.column, detail: word }
    : null;
}

// Walks text that is known to be one valid JSON object. A stack instead of recursion: nesting may be deep.
class EntryWalk {
  readonly #text: string;
  readonly #entries = new Map<string, string>();
  readonly #stack: Frame[] = [];
  #column = "";
  #valueFrom = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): ReadonlyMap<string, string> | Reject {
    let at = 0;
    while (at < this.#text.length) {
      const char = this.#text[at] as string;
      const end = char === '"' ? endOfString(this.#text, at) : endOfToken(this.#text, at);
      const fault = char === '"' ? this.#string(at, end) : this.#token(char, at, end);
      if (fault !== null) return fault;
      at = end;
    }
    return this.#entries;
  }

  #string(from: number, end: number): Reject | null {
    const value: string = JSON.parse(this.#text.slice(from, end));
    const frame = this.#stack.at(-1) as Frame;
    const isTopKey = frame.isKeyNext && this.#stack.length === 1;
    if (isTopKey) this.#column = value;
    if (value.includes("\u0000")) return this.#fault("nul-character");
    if (!value.isWellFormed()) return this.#fault("lone-surrogate");
    if (!frame.isKeyNext) return null;
    if (frame.keys?.has(value)) return this.#fault("duplicate-key", value);
    frame.keys?.add(value);
    frame.isKeyNext = false;
    return null;
  }

  #token(char: string, at: number, end: number): Reject | null {
    if (char === "{" || char === "[") {
      this.#stack.push({ keys: char === "{" ? new Set() : null, isKeyNext: char === "{" });
    } else if (char === "}" || char === "]") {
      if (this.#stack.length === 1) this.#close(at);
      this.#stack.pop();
    } else if (char === ",") {
      const frame = this.#stack.at(-1) as Frame;
      frame.isKeyNext = frame.keys !== null;
      if (this.#stack.length === 1) this.#close(at);
    } else if (char === ":") {
      if (this.#stack.length === 1) this.#valueFrom = end;
    } else if (char === "-" || (char >= "0" && char <= "9")) {
      const number = this.#text.slice(at, end);
      if (!isExactNumber(number)) return this.#fault("unsafe-number", number.slice(0, 40));
    }
    return null;
  }

  #close(at: number): void {
    if (this.#valueFrom === 0) return;
    this.#entries.set(this.#column, asText(this.#text.slice(this.#valueFrom, at).trim()));
    this.#valueFrom = 0;
  }

  #fault(code: Reject["code"], detail = ""): Reject {
    return { code, column: this.#column.toWellFormed().replaceAll("\u0000", "\ufffd"), detail };
  }
}
