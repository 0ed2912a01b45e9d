import "server-only";
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#lib/env.ts";
import { MissingFile, OWNER, type Store } from "./contract.ts";

/** Where files lie on this machine. Its name is of the time when there were only uploads. */
export function folderPath(name: string): string {
  return path.join(env.ASSAY_DATA, "uploads", name);
}

/** A folder that all web servers and workers share. A file that is being written lies there as well, under another name. */
export function dataFolder(): Store {
  return {
    async put(file, sha256) {
      await mkdir(folderPath(""), { recursive: true });
      await rename(file, folderPath(sha256));
      await syncFolder(folderPath(""));
    },
    async *read(name, { from, to } = { from: 0 }) {
      try {
        yield* createReadStream(folderPath(name), { start: from, ...(to !== undefined && { end: to }) });
      } catch (error) {
        throw isCode(error, "ENOENT") ? new MissingFile(name) : error;
      }
    },
    async *list() {
      for (const name of await readdir(folderPath("")).catch(() => [])) {
        if (name === OWNER) continue;
        const found = await stat(folderPath(name)).catch(() => null);
        if (found?.isFile()) yield { name, storedAt: found.mtimeMs };
      }
    },
    async removeOld(name, before) {
      const found = await stat(folderPath(name)).catch(() => null);
      if (!found?.isFile() || found.mtimeMs >= before) return false;
      await rm(folderPath(name), { force: true });
      return true;
    },
    async claim(database) {
      await mkdir(folderPath(""), { recursive: true });
      const part = folderPath(`${OWNER}-${randomUUID()}.part`);
      await writeFile(part, database);
      try {
        // A link is there as a whole or not at all, and never in place of another.
        await link(part, folderPath(OWNER));
      } catch (error) {
        if (!isCode(error, "EEXIST")) throw error;
      } finally {
        await rm(part, { force: true });
      }
      return readFile(folderPath(OWNER), "utf8");
    },
  };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

// A rename is on disk when its folder is.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
