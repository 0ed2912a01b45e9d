// The Python peers: installed into a throw-away environment, run on the very same ratings.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Labeling } from "#lib/labeling.ts";

const PACKAGES = ["numpy==2.4.6", "krippendorff==0.9.0", "crowd-kit==1.4.2"];
const PROGRAM = path.join(import.meta.dirname, "peers.py");

/** A measurement of a peer; null milliseconds: it failed, and how. */
export type PeerTime = {
  readonly name: string;
  readonly milliseconds: number | null;
  readonly value?: number;
  /** Repetitions run, and how many the figure stands for. */
  readonly of?: number;
  readonly per?: number;
  readonly error?: string;
};

export type Peers = { time: (labeling: Labeling, runs: number) => PeerTime[]; remove: () => void };

/** Installs them, or says why not. `folder` names an environment that is there already and is kept. */
export function installPeers(folder: string | undefined): Peers | string {
  const home = folder ?? mkdtempSync(path.join(tmpdir(), "assay-peers-"));
  const remove = (): void => {
    if (folder === undefined) rmSync(home, { recursive: true, force: true });
  };
  const python = path.join(home, "bin/python");
  try {
    if (!existsSync(python)) {
      execFileSync("python3", ["-m", "venv", home], { stdio: "pipe" });
      execFileSync(python, ["-m", "pip", "install", "--quiet", ...PACKAGES], { stdio: "pipe" });
    }
  } catch (error) {
    remove();
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
  return { time: (labeling, runs) => timePeers(python, labeling, runs), remove };
}

function timePeers(python: string, labeling: Labeling, runs: number): PeerTime[] {
  const folder = mkdtempSync(path.join(tmpdir(), "assay-ratings-"));
  try {
    const { items, levels, item, annotator, label } = labeling;
    writeFileSync(path.join(folder, "shape.json"), JSON.stringify({ items, levels }));
    writeFileSync(path.join(folder, "item.i32"), item);
    writeFileSync(path.join(folder, "annotator.i32"), annotator);
    writeFileSync(path.join(folder, "label.u8"), label);
    // One core, as ours.
    const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const output = execFileSync(python, [PROGRAM, folder, String(runs)], {
      encoding: "utf8",
      env,
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 24,
    });
    return output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as PeerTime);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
