// A page carries its content a second time, as the stream that React reads: rows that are numbered, and written, in the order
// in which the server had them ready. What two pages say can only be compared without numbers and order.

type Row = { tag: string; value: unknown };

const PUSHED = /<script[^>]*>self\.__next_f\.push\((\[1,.*?\])\)<\/script>/gs;
const REFERENCE = /^\$[@LFQWh]?([0-9a-f]+)((?::.*)?)$/s;

/** The pieces of a document in no order, and what its stream says. */
export function readDocument(text: string): string[] {
  const pushed = [...text.matchAll(PUSHED)].map(([, call]) => (JSON.parse(call ?? "") as [1, string])[1]);
  const rest = text.replaceAll(PUSHED, "").split(/(?=<(?:script|link|template|div hidden))/);
  return [...rest.sort(), ...readStream(pushed.join(""))];
}

/** Every row that no other row refers to, with all that it refers to in place. */
export function readStream(text: string): string[] {
  const { rows, hints } = rowsOf(Buffer.from(text));
  const used = new Set<string>();
  const whole = (value: unknown, within: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((part) => whole(part, within));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, whole(part, within)]));
    }
    const [, id = "", steps] = (typeof value === "string" && REFERENCE.exec(value)) || [];
    const row = rows.get(id);
    if (row === undefined || within.includes(id)) return value;
    used.add(id);
    const { tag } = row;
    const content = whole(row.value, [...within, id]);
    return tag === "" && steps === "" ? content : { tag, steps, content };
  };
  const all = [...rows].map(([id, { tag, value }]) => [id, `${tag}${JSON.stringify(whole(value, [id]))}`]);
  const ends = all.flatMap(([id, said]) => (used.has(id ?? "") ? [] : [said ?? ""]));
  return [...hints, ...ends].sort();
}

/** "1f:I[…]", line by line; a text says its length instead and may hold anything. Rows without a number ask for a file. */
function rowsOf(stream: Buffer): { rows: Map<string, Row>; hints: string[] } {
  const rows = new Map<string, Row>();
  const hints: string[] = [];
  for (let at = 0; at < stream.length; ) {
    const colon = stream.indexOf(":", at);
    const id = stream.toString("utf8", at, colon);
    const [head, tag = "", length] =
      /^(T)([0-9a-f]+),/.exec(stream.toString("utf8", colon + 1, colon + 20)) ?? [];
    const from = colon + 1 + (head?.length ?? 0);
    const line = stream.indexOf("\n", from);
    const to =
      length === undefined ? (line === -1 ? stream.length : line) : from + Number.parseInt(length, 16);
    const said = stream.toString("utf8", from, to);
    if (id === "") hints.push(said);
    else rows.set(id, tag === "T" ? { tag: "", value: said } : parsed(said));
    at = length === undefined ? to + 1 : to;
  }
  return { rows, hints };
}

function parsed(said: string): Row {
  const [tag = ""] = /^[A-Z]*/.exec(said) ?? [];
  try {
    return { tag, value: JSON.parse(said.slice(tag.length)) };
  } catch {
    return { tag: "", value: said };
  }
}
