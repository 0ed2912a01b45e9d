import { rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";

/**
 * Owns a data directory for the life of this process: a listening socket, which the system closes however the
 * process ends. Resolves to a release function; rejects with one sentence when another process owns it.
 */
export async function ownDirectory(folder: string): Promise<() => void> {
  const socket = path.join(folder, "owner");
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
  // Two that start in the same instant both find the place free; the one whose socket was replaced gives way.
  await new Promise((resolve) => setTimeout(resolve, 60));
  const owner = await ask(socket);
  if (owner !== token) {
    server.close();
    throw inUse(folder, owner ?? "");
  }
  return () => server.close();
}

function inUse(folder: string, holder: string): Error {
  const pid = holder.split(" ")[0];
  return new Error(
    `The data directory ${folder} is in use by another Assay (process ${pid}). Stop it, or set ASSAY_DATA.`,
  );
}

// What the owner says, or null when nobody listens.
function ask(socket: string): Promise<string | null> {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    let said = "";
    connection.setTimeout(2000, () => connection.destroy());
    connection.on("data", (part) => {
      said += part;
    });
    connection.on("error", () => resolve(null));
    connection.on("close", () => resolve(said === "" ? null : said));
  });
}
