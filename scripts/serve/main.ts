// The web server: Next's production server behind a border of our own (border.ts), in one process. `node scripts/serve/main.ts HOST PORT`
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import next from "next";
import { areFunctionsReplaced } from "#lib/database/functions-watch.ts";
import { borderOf } from "./border.ts";
import { readProxies } from "./forwarded.ts";

const [hostname = "127.0.0.1", port = "3000"] = process.argv.slice(2);
const proxies = readProxies(process.env.TRUSTED_PROXIES ?? "");
if (proxies === null) throw new Error("TRUSTED_PROXIES must be addresses or networks with commas between.");

const server = createServer();
const app = next({
  dev: false,
  dir: process.cwd(),
  hostname,
  port: Number(port),
  // Next would listen for upgrades on ours, past the border; there is nothing to upgrade to.
  httpServer: createServer(),
});
await app.prepare();
const border = borderOf(app.getRequestHandler(), {
  proxies,
  publicOrigin: process.env.NEXTAUTH_URL || null,
  actionIds: readActionIds(),
  isReplaced: areFunctionsReplaced,
  hasReplica: Boolean(process.env.DATABASE_REPLICA_URL),
});
server.on("request", border);
server.listen(Number(port), hostname, () => console.log(`Ready on ${hostname}:${port}`));
server.on("error", (error) => {
  console.error(error);
  process.exit(1);
});

let isStopping = false;
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    // Requests in progress are answered first.
    server.close(async () => {
      await app.close();
      process.exit(code);
    });
  });
}

function readActionIds(): Set<string> {
  const manifest = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  return new Set(Object.keys((JSON.parse(manifest) as { node: object }).node));
}
