/** From this byte up to that one; both count. */
export type ByteRange = { from: number; to?: number };

/**
 * Uploads and the files of versions, each under the SHA-256 of its bytes. What lies there never changes, equal files lie there
 * once, and all web servers and workers see the same.
 */
export type Store = {
  /** Takes a whole file of this machine over under its digest. It is there for good when this returns */
  put(file: string, sha256: string): Promise<void>;
  /** Throws MissingFile with the first bytes */
  read(name: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** All that lies there, what was interrupted among it, with the milliseconds since 1970 when it came */
  list(): AsyncIterable<{ name: string; storedAt: number }>;
  /** Removes what came before this moment, and says whether it did. What came again since stays */
  removeOld(name: string, before: number): Promise<boolean>;
  /** Says whose the store is: from now on this database's where it was nobody's */
  claim(database: string): Promise<string>;
};

/** The file that says whose a store is. It is no digest, and not listed. */
export const OWNER = "database";

/** Whether this is the name of a whole file. What is being written has another one. */
export function isDigest(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

/** Nothing lies under this name in the store, or no longer. */
export class MissingFile extends Error {
  constructor(name: string) {
    super(`There is no file ${name}.`);
    this.name = "MissingFile";
  }
}
