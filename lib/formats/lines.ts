/**
 * The lines of a text that comes in pieces, without their ends; one that is not ended is a line too. Only LF ends a line: other
 * separators, which readers of lines often cut at, may stand within JSON.
 */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Uint8Array[] = [];
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, from)) {
      rest.push(piece.subarray(from, at));
      yield Buffer.concat(rest);
      rest = [];
      from = at + 1;
    }
    if (from < piece.length) rest.push(piece.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** The values of JSON Lines that come in pieces. What they are is for the reader to check. */
export async function* splitJson(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  for await (const line of splitLines(pieces)) yield JSON.parse(line.toString("utf8"));
}
