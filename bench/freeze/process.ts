import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Client } from "pg";
import { type BuildProgress, STAGES, type Stage } from "#lib/dataset/rules/progress.ts";
import type { Told } from "./build.ts";

/** Where a building works: its database, and the folder of its files. */
export type Ground = { url: string; data: string };

/** `asked`: "freeze" or the number of a version to build. */
export function startProcess({ url, data }: Ground, asked: string): ChildProcess {
  const words = ["--conditions=react-server", path.join(import.meta.dirname, "build.ts")];
  return spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      DATABASE_URL: url,
      ASSAY_DATA: data,
      AUTH_SECRET: "only-for-a-bench-only-for-a-bench-only-for-a-bench",
      NODE_ENV: "production",
      BENCH_FREEZE: asked,
    },
  });
}

export async function answerOf(child: ChildProcess): Promise<Told> {
  const said = await text(child.stdout as NodeJS.ReadableStream);
  return JSON.parse(said.trim().split("\n").at(-1) ?? "") as Told;
}

/** Kills a building as soon as its version says that it is at this stage or behind it; whether it was not done before. */
export async function killAt(
  ground: Ground,
  client: Client,
  version: number,
  stage: Stage,
): Promise<boolean> {
  const child = startProcess(ground, String(version));
  const ended = once(child, "exit");
  while (child.exitCode === null && child.signalCode === null) {
    const { rows } = await client.query<{ progress: BuildProgress | null }>(
      "SELECT progress FROM dataset_version WHERE project_id = 'bench' AND version = $1",
      [version],
    );
    const now = rows[0]?.progress?.stage;
    if (now && STAGES.indexOf(now) >= STAGES.indexOf(stage)) child.kill("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await ended;
  return child.signalCode === "SIGKILL";
}
