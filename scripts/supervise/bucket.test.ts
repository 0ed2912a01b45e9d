import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalBucket } from "#lib/store/local-bucket.fixture.ts";
import { checkBucket } from "./bucket.ts";

let local: Awaited<ReturnType<typeof startLocalBucket>>;
beforeAll(async () => {
  local = await startLocalBucket();
});
afterAll(() => local.stop());

const check = (changes: Record<string, string>) =>
  checkBucket({ ...local.settings, ASSAY_STORE: local.endpoint, ...changes });

test("a start finds its bucket, and needs none", async () => {
  await check({});
  await checkBucket({});
});

test("a start is refused in one sentence where the bucket is not there or refuses the key", async () => {
  await expect(check({ ASSAY_STORE_SECRET: "another" })).rejects.toThrow(
    /^The bucket http:.* cannot be used: .*403/,
  );
  await expect(check({ ASSAY_STORE: local.endpoint.replace(/assay$/, "absent") })).rejects.toThrow(
    "There is no bucket",
  );
  await expect(check({ ASSAY_STORE: "http://127.0.0.1:9/assay" })).rejects.toThrow("cannot be used");
});
