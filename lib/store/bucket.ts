import "server-only";
import { openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { S3mini, S3ServiceError } from "s3mini";
import { type ByteRange, isDigest, OWNER, type Store } from "./contract.ts";
import { dataFolder } from "./folder.ts";

const LISTED_AT_ONCE = 1000;

/** How a bucket is reached: the settings of the same names. */
export type BucketSettings = Record<"ASSAY_STORE_KEY" | "ASSAY_STORE_SECRET" | "ASSAY_STORE_REGION", string>;

/**
 * A bucket of any service that speaks the protocol of Amazon S3, which holds nothing else. What is being written lies on this
 * machine until it is whole, and what was stored before there was a bucket is read from the folder.
 * @param endpoint the address of the bucket, its name as the path or in front of the host
 */
export function openBucket(settings: BucketSettings, endpoint: string): Store {
  const folder = dataFolder();
  const bucket = new S3mini({
    accessKeyId: settings.ASSAY_STORE_KEY,
    secretAccessKey: settings.ASSAY_STORE_SECRET,
    region: settings.ASSAY_STORE_REGION,
    endpoint,
  });
  return {
    async put(file, sha256) {
      // Stored again even where it lies there: who tidies up sees that it is wanted anew.
      await bucket.putAnyObject(sha256, await openAsBlob(file), "application/octet-stream");
      await rm(file);
    },
    async *read(name, range) {
      yield* (await download(bucket, name, range)) ?? folder.read(name, range);
    },
    async *list() {
      yield* folder.list();
      for await (const { name, storedAt } of listObjects(bucket)) yield { name, storedAt };
    },
    async removeOld(name, before) {
      let isRemoved = await folder.removeOld(name, before);
      for await (const { storedAt } of listObjects(bucket, name)) {
        if (storedAt < before) isRemoved = (await bucket.deleteObject(name)) || isRemoved;
      }
      return isRemoved;
    },
    async claim(database) {
      const told = await folder.claim(database);
      if (told !== database) return told;
      const owner = await bucket.getObject(OWNER);
      if (owner !== null) return owner;
      await bucket.putObject(OWNER, database);
      return database;
    },
  };
}

/** What lies in the bucket under digests. Anything else there is not ours. */
async function* listObjects(bucket: S3mini, prefix = "") {
  for (let next: string | undefined; ; ) {
    const page = await bucket.listObjectsPaged("/", prefix, LISTED_AT_ONCE, next);
    if (!page) throw new Error(`There is no bucket ${bucket.bucketName}.`);
    for (const { Key: name, LastModified } of page.objects ?? []) {
      const storedAt = LastModified.getTime();
      // A service that does not say when it came gets no date, which is 1970 here.
      if (isDigest(name) && storedAt > 0) yield { name, storedAt };
    }
    next = page.nextContinuationToken;
    if (next === undefined) return;
  }
}

/** The bytes of an object, or null where the bucket has none of this name. */
async function download(
  bucket: S3mini,
  name: string,
  { from, to }: ByteRange = { from: 0 },
): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null> {
  if (!isDigest(name)) return null;
  const isWhole = from === 0 && to === undefined;
  try {
    // The end that it asks for does not count itself.
    const { body } = await bucket.getObjectRaw(name, isWhole, from, to === undefined ? undefined : to + 1);
    return body ?? [];
  } catch (error) {
    if (!(error instanceof S3ServiceError)) throw error;
    if (error.status === 404) return null;
    // Behind its last byte a file ends, which this protocol calls an error.
    if (error.status === 416) return [];
    throw error;
  }
}
