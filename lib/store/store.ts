import "server-only";
import { env } from "#lib/env.ts";
import { openBucket } from "./bucket.ts";
import type { Store } from "./contract.ts";
import { dataFolder } from "./folder.ts";

let opened: Store | null = null;

/** The store of this Assay: a bucket where ASSAY_STORE names one, else the folder of uploads. */
export function store(): Store {
  opened ??= env.ASSAY_STORE === undefined ? dataFolder() : openBucket(env, env.ASSAY_STORE);
  return opened;
}
