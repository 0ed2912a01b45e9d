const MOST_DEPTH = 20;

/** More values than any of our forms sends, an object counted as often as it is referred to. */
const MOST_VALUES = 100_000;

/** What JSON has no word for and a browser says like this; an own dollar at the start is doubled. */
const SPOKEN = /^\$(?:\$|undefined$|NaN$|-?Infinity$|-0$)/;

/** An object that stands elsewhere in the list too is sent once, and then as the way to it: "$0:1:0:levels". */
const WAY = /^\$0((?::[^:]+)+)$/;

/**
 * What is wrong with the arguments of an action, or null. Actions take plain data; streams, files, promises and whatever
 * else React's encoding knows are refused before anything decodes them.
 */
export function faultOfArguments(contentType: string, body: Buffer): string | null {
  if (!/^text\/plain\s*(?:;|$)/i.test(contentType)) return "The arguments of an action come as text/plain.";
  try {
    const list: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
    return Array.isArray(list) && isPlain(list) ? null : "These arguments cannot be read.";
  } catch {
    return "These arguments cannot be read.";
  }
}

function isPlain(list: readonly unknown[]): boolean {
  let values = 0;
  // A circle of references is as deep as can be.
  const isGood = (value: unknown, depth: number): boolean => {
    if (depth > MOST_DEPTH || ++values > MOST_VALUES) return false;
    if (typeof value === "string") {
      if (!value.startsWith("$") || SPOKEN.test(value)) return true;
      const target = follow(list, WAY.exec(value)?.[1]?.slice(1).split(":") ?? []);
      return target !== null && isGood(target, depth + 1);
    }
    if (typeof value !== "object" || value === null) return true;
    return Object.values(value).every((part) => isGood(part, depth + 1));
  };
  return isGood(list, 0);
}

/** The object at the end of a way through properties of its own, or null. */
function follow(list: readonly unknown[], way: readonly string[]): object | null {
  if (way.length === 0) return null;
  let at: unknown = list;
  for (const step of way) {
    if (typeof at !== "object" || at === null || step === "__proto__" || !Object.hasOwn(at, step))
      return null;
    at = (at as Record<string, unknown>)[step];
  }
  return typeof at === "object" ? at : null;
}
