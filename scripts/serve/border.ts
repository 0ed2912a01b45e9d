import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { isFromOwnPage } from "#lib/auth/client-address.ts";
import { faultOfArguments, MOST_ARGUMENT_BYTES } from "./arguments.ts";
import { holdBody, meterBody } from "./body.ts";
import { settleCaller } from "./forwarded.ts";
import { limitOf } from "./limits.ts";
import { refuse } from "./refusal.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Settings = {
  proxies: BlockList;
  publicOrigin: string | null;
  /** Of the server actions of this build */
  actionIds: ReadonlySet<string>;
};

const READS = ["GET", "HEAD", "OPTIONS"];
const API_METHODS = [...READS, "POST", "PUT", "PATCH", "DELETE"];
const PAGE_METHODS = [...READS, "POST"];

/**
 * What every request passes before Next sees it: who calls is settled, what Next would stumble over is refused, and the
 * body is counted as it comes. It decides nothing about who may do what: that stands in pages, actions and routes.
 */
export function borderOf(handler: Handler, settings: Settings): Handler {
  return async (request, response) => {
    const peer = request.socket.remoteAddress ?? "";
    if (!settleCaller(request.headers, { peer, ...settings })) {
      return refuse(response, "invalid", "The host of this request is not one.");
    }
    const path = pathOf(request.url ?? "");
    if (path === null) return refuse(response, "invalid", "The address of this request cannot be read.");
    const isApi = path.startsWith("/api/");
    const methods = isApi ? API_METHODS : PAGE_METHODS;
    if (!methods.includes(request.method ?? "")) return refuseMethod(response, methods);
    if (isForeignWrite(request, path)) {
      return refuse(response, "forbidden", "This request did not come from an Assay page.");
    }
    if (request.method === "POST" && !isApi) return passAction(request, response, handler, settings);
    if (meterBody(request, response, limitOf(path))) await handler(request, response);
  };
}

/** Pages are written to by the actions of this build alone, with plain data. */
async function passAction(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  { actionIds }: Settings,
): Promise<void> {
  const id = request.headers["next-action"];
  if (id === undefined) return refuseMethod(response, READS);
  if (typeof id !== "string" || !actionIds.has(id)) {
    // A page that was opened before an upgrade calls an action that is gone; by this header it knows.
    response.setHeader("x-nextjs-action-not-found", "1");
    return refuse(response, "not_found", "There is no such action.");
  }
  const body = await holdBody(request, response, MOST_ARGUMENT_BYTES);
  if (body === null) return;
  const fault = faultOfArguments(request.headers["content-type"] ?? "", body);
  if (fault !== null) return refuse(response, "invalid", fault);
  await handler(request, response);
}

function refuseMethod(response: ServerResponse, methods: readonly string[]): void {
  response.setHeader("allow", methods.join(", "));
  refuse(response, "method_not_allowed", "This address does not take that method.");
}

// Signing in is guarded by a token of its own, which no other page can read.
function isForeignWrite({ method = "", headers }: IncomingMessage, path: string): boolean {
  if (READS.includes(method)) return false;
  const asked = { get: (name: string) => (headers[name] as string | undefined) ?? null };
  return !isFromOwnPage(asked) && (headers.origin !== undefined || !path.startsWith("/api/auth/"));
}

/** The path without its query, or null where an escape in it is not one of UTF-8 text. */
function pathOf(url: string): string | null {
  if (!url.startsWith("/")) return null;
  const [path = ""] = url.split("?", 1);
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return null;
  }
}
