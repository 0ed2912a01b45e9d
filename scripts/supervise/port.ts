import { randomInt } from "node:crypto";
import net from "node:net";

const PATIENCE_MS = 2000;
/**
 * Where a free port is looked for: below those that systems give to outgoing connections, one of which could take the
 * port in the time until the web server listens.
 */
const FREE = { first: 20_000, last: 32_000, tries: 100 };

/** The port to listen on: the wanted one if it is free, any free one for 0. Rejects with one sentence. */
export async function findPort(host: string, wanted: number): Promise<number> {
  if (wanted === 0) return findAnyPort(host);
  // The web server of a supervisor that was killed a moment ago is closing its port right now.
  for (const until = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    try {
      return await tryPort(host, wanted);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || Date.now() > until) throw new Error(portFault(host, wanted, code ?? ""));
    }
  }
}

async function findAnyPort(host: string): Promise<number> {
  for (let tried = 1; ; tried++) {
    const port = randomInt(FREE.first, FREE.last);
    try {
      return await tryPort(host, port);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || tried === FREE.tries) throw new Error(portFault(host, port, code));
    }
  }
}

/** One sentence for why the port cannot be had. */
export function portFault(host: string, port: number, code: string): string {
  if (code === "EADDRINUSE") {
    return `Another program uses port ${port} on ${host}. Choose another port, for example: PORT=${port + 1} npm start`;
  }
  if (code === "EACCES")
    return `This account cannot listen on port ${port}. Choose port 1024 or higher, for example: PORT=3000 npm start`;
  return `HOST=${host} is not an address of this machine (${code}).`;
}

function tryPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
