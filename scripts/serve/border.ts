import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { settleCaller } from "./forwarded.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Settings = { proxies: BlockList; publicOrigin: string | null };

/** What every request passes before Next sees it. */
export function borderOf(handler: Handler, settings: Settings): Handler {
  return async (request, response) => {
    const peer = request.socket.remoteAddress ?? "";
    if (!settleCaller(request.headers, { peer, ...settings })) {
      refuse(response, 400, "invalid", "The host of this request is not one.");
      return;
    }
    await handler(request, response);
  };
}

function refuse(response: ServerResponse, status: number, code: string, detail: string): void {
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(JSON.stringify({ type: "about:blank", status, code, detail, fields: {} }));
}
