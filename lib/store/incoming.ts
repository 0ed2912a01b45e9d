import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { MissingFile } from "./contract.ts";
import { folderPath } from "./folder.ts";
import { store } from "./store.ts";

/** A file that is being written on this machine, until its digest is known. */
export type Incoming = {
  /** What it can be read under in the store of this machine meanwhile */
  readonly name: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Nothing more comes, and what came is on disk */
  end(): Promise<void>;
  /** Puts it into the store. MissingFile where `dropInterrupted` took it for one that was interrupted */
  keep(sha256: string): Promise<void>;
  /** Forgets it, unless it was kept */
  drop(): Promise<void>;
};

/** @param purpose What it belongs to: whoever works on the same later removes what was interrupted, by `dropInterrupted` */
export async function openIncoming(purpose: string): Promise<Incoming> {
  await mkdir(folderPath(""), { recursive: true });
  const name = `${prefixOf(purpose)}${randomUUID()}.part`;
  const file = await open(folderPath(name), "wx", 0o600);
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };
  return {
    name,
    write: (bytes) => file.writeFile(bytes),
    async end() {
      await file.sync();
      await close();
    },
    async keep(sha256) {
      if (!existsSync(folderPath(name))) throw new MissingFile(name);
      await store().put(folderPath(name), sha256);
    },
    async drop() {
      await close();
      await rm(folderPath(name), { force: true });
    },
  };
}

/** Removes what earlier writers for this purpose left. The caller knows that none of them is at work any more. */
export async function dropInterrupted(purpose: string): Promise<void> {
  const names = await readdir(folderPath("")).catch(() => []);
  for (const name of names) {
    if (name.startsWith(prefixOf(purpose))) await rm(folderPath(name), { force: true });
  }
}

// Ids need not be fit for names of files.
function prefixOf(purpose: string): string {
  return `${createHash("sha256").update(purpose).digest("hex").slice(0, 16)}-`;
}
