import { isUtf8 } from "node:buffer";
import type { Encoding } from "./source.ts";

type ByteFault = "invalid-utf8" | "invalid-windows-1252" | "nul-character";

/** What is wrong with bytes that should be text of the encoding, or null. */
export function badBytes(bytes: Uint8Array, encoding: Encoding = "utf-8"): ByteFault | null {
  if (bytes.includes(0)) return "nul-character";
  if (encoding === "windows-1252") return bytes.some(isUnassigned) ? "invalid-windows-1252" : null;
  return isUtf8(bytes) ? null : "invalid-utf8";
}

/** The same text in UTF-8. */
export function toUtf8(bytes: Uint8Array, encoding: Encoding = "utf-8"): Buffer {
  if (encoding === "utf-8") return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.from(new TextDecoder(encoding).decode(bytes));
}

/**
 * The probable encoding, from the first bytes of a file. Other encodings rarely look like UTF-8: a text with more
 * valid characters beyond ASCII than invalid bytes is UTF-8 with errors. A character that is cut off at the end does
 * not count as an error.
 */
export function likelyEncoding(bytes: Uint8Array): Encoding {
  const text = new TextDecoder("utf-8").decode(bytes, { stream: true });
  const faults = text.match(/\ufffd/g)?.length ?? 0;
  const beyondAscii = text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  return faults === 0 || beyondAscii > faults ? "utf-8" : "windows-1252";
}

// The five bytes that Windows-1252 leaves without a character.
function isUnassigned(byte: number): boolean {
  return byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;
}
