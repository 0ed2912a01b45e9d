// `npm run bench -- desk`
//
// Times how long the desk takes from a key to the next item painted while the network is slow, beside a key that means
// nothing, in Chromium on the production build. It builds first where that is needed.
import { spawn } from "node:child_process";
import { once } from "node:events";

const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";

export async function benchDesk(): Promise<void> {
  const words = [PLAYWRIGHT, "test", "--project", "bench"];
  const child = spawn(process.execPath, words, { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
}
