import { AppError } from "#lib/errors.ts";
import { MissingFile } from "./contract.ts";

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

const MISSING =
  "A file of this version is not where it is kept. Whoever runs this Assay can put it back from a copy.";

/** For whoever downloads: a file of the store that is not there is not found. */
export function tellMissing(error: unknown): never {
  throw error instanceof MissingFile ? new AppError("not_found", MISSING) : error;
}
