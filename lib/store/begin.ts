/**
 * Waits for the first bytes, so that a file that is missing is told before an answer has begun. Whoever stops reading stops
 * the source.
 */
export async function beginReading(pieces: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const first = await pieces.next();
  let isFirst = true;
  const next = () => {
    if (!isFirst) return pieces.next();
    isFirst = false;
    return Promise.resolve(first);
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: () => pieces.return(undefined) }) };
}
