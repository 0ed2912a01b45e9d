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

/** Whether bytes can be UTF-8, a character that is cut at their end included. */
export function startsAsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

// The five bytes that Windows-1252 leaves without a character.
function isUnassigned(byte: number): boolean {
  return byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;
}
