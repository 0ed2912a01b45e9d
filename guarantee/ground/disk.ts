import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const SIZE = "700m";
const PIECE = Buffer.alloc(1024 * 1024, 1);
const SMALL = Buffer.alloc(4096, 1);

export type Disk = { folder: string; remove(): void };

/** A small disk in memory; null where this account may not mount one. */
export function mountDisk(): Disk | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(path.join(tmpdir(), "assay-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=0711`, "tmpfs", folder], {
      stdio: "pipe",
    });
  } catch {
    rmdirSync(folder);
    return null;
  }
  const remove = () => {
    execFileSync("umount", [folder]);
    rmdirSync(folder);
  };
  return { folder, remove };
}

/** Fills the disk that a folder lies on to the last page, and frees it again. */
export function openDisk(folder: string): { fill(): void; free(): void } {
  const file = path.join(folder, "filler");
  return {
    fill() {
      const filler = openSync(file, "w");
      for (const piece of [PIECE, SMALL]) writeAll(filler, piece);
      closeSync(filler);
    },
    free: () => rmSync(file, { force: true }),
  };
}

function writeAll(file: number, piece: Buffer): void {
  try {
    while (writeSync(file, piece) === piece.length);
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOSPC") throw error;
  }
}
