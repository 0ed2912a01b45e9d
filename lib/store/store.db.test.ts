import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { S3mini } from "s3mini";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openBucket } from "./bucket.ts";
import { MissingFile, type Store } from "./contract.ts";
import { dataFolder, folderPath } from "./folder.ts";
import { startLocalBucket } from "./local-bucket.fixture.ts";

const local = await startLocalBucket();
const bucket = openBucket(local.settings, local.endpoint);
const folder = dataFolder();

beforeEach(async () => {
  await rm(folderPath(""), { recursive: true, force: true });
  await mkdir(folderPath(""), { recursive: true });
});
afterAll(() => local.stop());

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const SOON = () => Date.now() + 60_000;

async function put(store: Store, bytes: Uint8Array): Promise<string> {
  const part = folderPath("a.part");
  await writeFile(part, bytes);
  await store.put(part, digestOf(bytes));
  return digestOf(bytes);
}

async function read(store: Store, ...what: Parameters<Store["read"]>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(store.read(...what)));
}

async function namesIn(store: Store): Promise<string[]> {
  return (await Array.fromAsync(store.list())).map(({ name }) => name);
}

describe.each([
  ["a folder", folder],
  ["a bucket", bucket],
])("%s", (_, store) => {
  // Above 8 MB a bucket takes a file in parts.
  test.each([0, 1, 100_000, 20_000_001])("returns a file of %i bytes as it came", async (length) => {
    const bytes = randomBytes(length);
    const name = await put(store, bytes);
    expect(digestOf(await read(store, name))).toBe(name);
    expect(await namesIn(store)).toContain(name);
    expect(await readdir(folderPath(""))).not.toContain("a.part");
  });

  test("reads from any byte to any other, and nothing behind the end", async () => {
    const name = await put(store, Buffer.from("0123456789"));
    expect((await read(store, name, { from: 3 })).toString()).toBe("3456789");
    expect((await read(store, name, { from: 3, to: 5 })).toString()).toBe("345");
    expect((await read(store, name, { from: 0, to: 0 })).toString()).toBe("0");
    expect((await read(store, name, { from: 8, to: 99 })).toString()).toBe("89");
    expect((await read(store, name, { from: 10 })).toString()).toBe("");
  });

  test("holds equal files once", async () => {
    const name = await put(store, Buffer.from("twice"));
    await put(store, Buffer.from("twice"));
    expect((await namesIn(store)).filter((one) => one === name)).toHaveLength(1);
  });

  test("belongs to the first that claims it, and does not list what says so", async () => {
    local.held.delete("database");
    expect(await store.claim("1/mine")).toBe("1/mine");
    expect(await store.claim("1/mine")).toBe("1/mine");
    expect(await store.claim("2/theirs")).toBe("1/mine");
    expect(await namesIn(store)).not.toContain("database");
  });

  test("says which file is missing", async () => {
    await expect(read(store, "0".repeat(64))).rejects.toThrow(new MissingFile("0".repeat(64)));
  });

  test("removes what is old, and keeps what came again meanwhile", async () => {
    const name = await put(store, Buffer.from("soon unneeded"));
    expect(await store.removeOld(name, Date.now() - 60_000)).toBe(false);
    expect((await read(store, name)).toString()).toBe("soon unneeded");
    expect(await store.removeOld(name, SOON())).toBe(true);
    await expect(read(store, name)).rejects.toThrow(MissingFile);
    expect(await store.removeOld(name, SOON())).toBe(false);
  });
});

describe("a bucket", () => {
  const others = new S3mini({
    accessKeyId: local.settings.ASSAY_STORE_KEY,
    secretAccessKey: local.settings.ASSAY_STORE_SECRET,
    endpoint: local.endpoint,
  });

  test("that was set later still has what was stored in the folder before", async () => {
    const name = await put(folder, Buffer.from("of an earlier release"));
    expect((await read(bucket, name, { from: 3 })).toString()).toBe("an earlier release");
    expect(await namesIn(bucket)).toContain(name);
    expect(await bucket.removeOld(name, SOON())).toBe(true);
    await expect(read(folder, name)).rejects.toThrow(MissingFile);
  });

  test("names only what has a digest for a name: anything else there is not Assay's", async () => {
    await others.putObject("photo.jpg", "of somebody else");
    expect(await namesIn(bucket)).not.toContain("photo.jpg");
  });

  test("lists all of its files, more than one answer holds", async () => {
    const names = Array.from({ length: 1005 }, (_, no) => digestOf(Buffer.from(`file ${no}`)));
    for (const name of names) await others.putObject(name, "x");
    expect(new Set(await namesIn(bucket)).isSupersetOf(new Set(names))).toBe(true);
  });

  test("of another database is told from the folder of this one", async () => {
    local.held.delete("database");
    await bucket.claim("1/mine");
    await rm(folderPath("database"));
    expect(await bucket.claim("2/theirs")).toBe("1/mine");
  });

  test("that refuses the key is no bucket without files", async () => {
    const refused = openBucket({ ...local.settings, ASSAY_STORE_SECRET: "another" }, local.endpoint);
    const name = await put(bucket, Buffer.from("mine"));
    await expect(read(refused, name)).rejects.toThrow("403");
    await expect(put(refused, Buffer.from("theirs"))).rejects.toThrow("403");
    await expect(namesIn(refused)).rejects.toThrow("403");
  });

  test("that does not exist is said to be missing where its files are listed", async () => {
    const absent = openBucket(local.settings, local.endpoint.replace(/assay$/, "absent"));
    await expect(namesIn(absent)).rejects.toThrow("absent");
  });
});
