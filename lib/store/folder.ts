import "server-only";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { env } from "#lib/env.ts";
import { MissingFile, type Store } from "./contract.ts";

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
        throw isAbsent(error) ? new MissingFile(name) : error;
      }
    },
    async *list() {
      for (const name of await readdir(folderPath("")).catch(() => [])) {
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
  };
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
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
