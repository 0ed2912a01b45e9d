const MOST_DEPTH = 20;

/** What JSON has no word for and a browser says like this; an own dollar at the start is doubled. */
const SPOKEN = /^\$(?:\$|undefined$|NaN$|-?Infinity$|-0$)/;

/**
 * What is wrong with the arguments of an action, or null. Actions take plain data; references, streams, files and
 * whatever else React's encoding knows are refused before anything decodes them.
 */
export function faultOfArguments(contentType: string, body: Buffer): string | null {
  if (!/^text\/plain\s*(?:;|$)/i.test(contentType)) return "The arguments of an action come as text/plain.";
  try {
    const list: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
    return Array.isArray(list) && isPlain(list, 0) ? null : "These arguments cannot be read.";
  } catch {
    return "These arguments cannot be read.";
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (depth > MOST_DEPTH) return false;
  if (typeof value === "string") return !value.startsWith("$") || SPOKEN.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((part) => isPlain(part, depth + 1));
}
