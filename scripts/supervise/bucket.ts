import { S3mini } from "s3mini";

/** The settings of a bucket as web server and worker get them; empty where files lie in the data folder. */
export type BucketEnvironment = Readonly<Record<string, string>>;

export const BUCKET_SETTINGS = [
  "ASSAY_STORE",
  "ASSAY_STORE_KEY",
  "ASSAY_STORE_SECRET",
  "ASSAY_STORE_REGION",
] as const;

/** The settings of the bucket, or one sentence for what makes no sense. */
export function readBucketSettings(read: (name: string) => string | null): {
  environment: BucketEnvironment;
  fault: string | null;
} {
  const [address, key, secret, region] = BUCKET_SETTINGS.map(
    (name) => read(name)?.replace(/\/$/, "") ?? null,
  );
  if (!address) {
    const isLonely = [key, secret, region].some((value) => value !== null);
    return {
      environment: {},
      fault: isLonely ? "ASSAY_STORE_… settings belong to an ASSAY_STORE, which is not set." : null,
    };
  }
  const values = {
    ASSAY_STORE: address,
    ASSAY_STORE_KEY: key,
    ASSAY_STORE_SECRET: secret,
    ASSAY_STORE_REGION: region,
  };
  const environment = Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  if (!/^https?:\/\/[^/?#]+(\/[^/?#]+)?$/.test(address)) {
    return { environment, fault: "ASSAY_STORE must be the address of a bucket, like https://host/bucket." };
  }
  const fault = key && secret ? null : "ASSAY_STORE needs ASSAY_STORE_KEY and ASSAY_STORE_SECRET.";
  return { environment, fault };
}

/** Throws one sentence where the bucket cannot be reached, or does not let this key in. */
export async function checkBucket(environment: BucketEnvironment): Promise<void> {
  const {
    ASSAY_STORE: endpoint,
    ASSAY_STORE_KEY: accessKeyId = "",
    ASSAY_STORE_SECRET: secretAccessKey = "",
  } = environment;
  if (endpoint === undefined) return;
  const region = environment.ASSAY_STORE_REGION ?? "auto";
  const bucket = new S3mini({
    endpoint,
    accessKeyId,
    secretAccessKey,
    region,
    requestAbortTimeout: PATIENCE_MS,
  });
  const page = await bucket.listObjectsPaged("/", "", 1).catch((error: unknown) => {
    throw new Error(`The bucket ${endpoint} cannot be used: ${reasonOf(error)}.`);
  });
  if (!page) throw new Error(`There is no bucket at ${endpoint}.`);
}

const PATIENCE_MS = 10_000;

/** What lies at the bottom: of a name that nobody knows, the error on top says only that something failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
