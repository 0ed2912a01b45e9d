import { request } from "node:http";
import { running } from "../fixtures.ts";

export type Asked = {
  method?: string;
  /** As in the request line, with its escapes */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

export type Answered = { status: number; headers: Record<string, unknown>; text: string };

/**
 * A request that is sent as it is: a browser or fetch would normalize it. It has its own connection, because the server may
 * close a kept one at the moment in which it is used again.
 */
export function ask({ method = "GET", path, headers = {}, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(running().address.local);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
      response.on("error", reject);
    });
    asking.on("error", (error) => reject(new Error(`${method} ${path.slice(0, 200)}: ${error.message}`)));
    asking.end(body);
  });
}

/** Runs all of them, a few at a time. */
export async function eachOf<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const rest = all[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

const MB = 1024 * 1024;

/** Sends 512 MB without a Content-Length, as long as they are accepted. Returns the answer and how many MB were accepted. */
export function pour({ path, headers = {} }: Asked): Promise<{ status: number; taken: number }> {
  const { hostname, port } = new URL(running().address.local);
  const piece = Buffer.alloc(MB, "x");
  return new Promise((resolve) => {
    let [taken, isAnswered] = [0, false];
    const asking = request({ hostname, port, method: "POST", path, headers, agent: false }, (response) => {
      isAnswered = true;
      response.on("error", () => {});
      response.resume();
      resolve({ status: response.statusCode ?? 0, taken });
      asking.destroy();
    });
    asking.on("error", () => resolve({ status: 0, taken }));
    const more = () => {
      while (taken < 512 && !isAnswered && !asking.destroyed) {
        taken++;
        if (!asking.write(piece)) return void asking.once("drain", more);
      }
      if (!isAnswered) asking.end();
    };
    more();
  });
}
