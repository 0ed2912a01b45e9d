import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";

/**
 * Owns a data directory as long as this process runs, by a listening socket that the system closes however the process
 * ends. Resolves to a release function. Rejects with one sentence when another process owns it.
 */
export async function ownDirectory(folder: string): Promise<() => void> {
  const socket = locationOf(folder);
  const token = `${process.pid} ${crypto.randomUUID()}`;
  const holder = await ask(socket);
  if (holder !== null) throw inUse(folder, holder);
  rmSync(socket, { force: true });
  const server = net.createServer((connection) => connection.end(token));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, resolve);
  });
  server.unref();
  // Two that start at the same moment both find no owner. The one whose socket was replaced gives up.
  await new Promise((resolve) => setTimeout(resolve, 60));
  const owner = await ask(socket);
  if (owner !== token) {
    server.close();
    throw inUse(folder, owner ?? "");
  }
  return () => server.close();
}

// A socket's path has room for about 100 characters.
function locationOf(folder: string): string {
  const beside = path.join(folder, "owner");
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  return beside.length < 100 ? beside : `/tmp/assay-${digest}-owner`;
}

function inUse(folder: string, holder: string): Error {
  const pid = holder.split(" ")[0];
  const who = pid ? `another Assay (process ${pid})` : "another Assay";
  return new Error(`The data folder ${folder} is in use by ${who}. Stop it, or set ASSAY_DATA.`);
}

// What the owner answers, or null when nobody listens. A frozen owner answers nothing and is still the owner. A busy one,
// and that can be this process, may take seconds.
function ask(socket: string): Promise<string | null> {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    let said: string | null = null;
    connection.setTimeout(10_000, () => connection.destroy());
    connection.on("connect", () => {
      said = "";
    });
    connection.on("data", (part) => {
      said += String(part);
    });
    connection.on("error", () => {});
    connection.on("close", () => resolve(said));
  });
}
