import { randomBytes } from "node:crypto";

/**
 * 72 random bits in twelve characters that are safe in a URL. None begins with "-": as the name of a file or
 * folder it would be an option to a shell, and in a cell a formula to a spreadsheet.
 */
export function newId(): string {
  const id = randomBytes(9).toString("base64url");
  return id.startsWith("-") ? newId() : id;
}
