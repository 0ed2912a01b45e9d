/** Whether a number in this spelling survives being read: integers up to 2^53, others within the range of doubles. */
export function isExactNumber(spelled: string): boolean {
  const value = Number(spelled);
  return /^-?\d+$/.test(spelled) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** A JSON value as the text of a cell. */
export function asText(json: string): string {
  if (json === "null") return "";
  if (json.startsWith('"')) return JSON.parse(json);
  // Blanks outside strings carry nothing; numbers keep their spelling.
  return json.startsWith("{") || json.startsWith("[") ? withoutBlanks(json) : json;
}

function withoutBlanks(json: string): string {
  const parts: string[] = [];
  for (let at = 0; at < json.length; ) {
    const end = json[at] === '"' ? endOfString(json, at) : endOfToken(json, at);
    const part = json.slice(at, end);
    if (part.trim() !== "") parts.push(part);
    at = end;
  }
  return parts.join("");
}

/** The position behind the string that begins at `from`. */
export function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** The position behind the sign, number or word that begins at `from`. */
export function endOfToken(text: string, from: number): number {
  if ("{}[],: \t\n\r".includes(text[from] as string)) return from + 1;
  let at = from + 1;
  while (at < text.length && !"{}[],: \t\n\r".includes(text[at] as string)) at++;
  return at;
}
