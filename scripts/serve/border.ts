import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { isFromOwnPage } from "#lib/auth/client-address.ts";
import { whileWanted } from "#lib/database/requests.ts";
import { faultOfArguments } from "./arguments.ts";
import { type Body, watchBody } from "./body.ts";
import { settleCaller } from "./forwarded.ts";
import { limitOf } from "./limits.ts";
import { chooseSource, rememberSight, type Source } from "./reading.ts";
import { refuse } from "./refusal.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Settings = {
  proxies: BlockList;
  publicOrigin: string | null;
  /** Of the server actions of this build */
  actionIds: ReadonlySet<string>;
  /** Whether another Assay updated the database since this one was started */
  isReplaced(): boolean;
  /** Whether pages may read a replica */
  hasReplica: boolean;
};

/** Says by itself what is wrong. */
const HEALTH = "/api/health";
const READS = ["GET", "HEAD"];
const API_METHODS = [...READS, "POST", "PUT", "PATCH", "DELETE"];
const PAGE_METHODS = [...READS, "POST"];

/**
 * What every request passes before Next sees it: who calls is settled, what Next would stumble over is refused, and the
 * body is counted as it comes. It decides nothing about who may do what: that stands in pages, actions and routes.
 */
export function borderOf(handler: Handler, settings: Settings): Handler {
  return async (request, response) => {
    const { method = "", socket } = request;
    const path = pathOf(request.url ?? "");
    const body = watchBody(request, response, limitOf(method, path ?? ""));
    if (!settleCaller(request.headers, { peer: socket.remoteAddress ?? "", ...settings })) {
      return refuse(response, "invalid", "The Host header of this request is not valid.");
    }
    if (path === null) return refuse(response, "invalid", "The address of this request cannot be read.");
    if (settings.isReplaced() && path !== HEALTH) {
      return refuse(response, "unavailable", "Another Assay updated this database. Start this one again.");
    }
    const isApi = path.startsWith("/api/");
    const methods = isApi ? API_METHODS : PAGE_METHODS;
    if (!methods.includes(method)) return refuseMethod(response, methods);
    if (isForeignWrite(request, path)) {
      return refuse(response, "forbidden", "This request did not come from an Assay page.");
    }
    const isAction = method === "POST" && !isApi;
    if (isAction && !isKnownAction(request, response, settings.actionIds)) return;
    if (body.refuseLength()) return;
    if (isAction && !(await hasPlainArguments(request, response, body))) return;
    const isRead = READS.includes(method);
    const source = settings.hasReplica
      ? chooseSource({ isRead, path, cookie: request.headers.cookie }, Date.now())
      : "none";
    try {
      await (isRead
        ? runWhileWanted(handler, request, response, source)
        : runAsChange(handler, request, response, source));
    } catch (error) {
      // A client that broke off gets no answer, and that is not an error.
      if (!request.destroyed) console.error(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    }
  };
}

/** Only reads: what a button began is finished, also when its page is closed. */
function runWhileWanted(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  source: Source,
): Promise<void> {
  const abandoned = new AbortController();
  const wanted = { signal: abandoned.signal, tookTooLong: false, readsReplica: source === "replica" };
  response.once("close", () => {
    if (!response.writableFinished) abandoned.abort();
  });
  beforeHead(response, (status) => {
    // Of a replica that went away in the middle, the rest came from the primary.
    if (source !== "none" && !wanted.readsReplica) rememberSight(response, Date.now());
    // Next has one status for all that goes wrong in a page.
    return status === 500 && wanted.tookTooLong ? 503 : status;
  });
  return whileWanted(wanted, () => handler(request, response));
}

function runAsChange(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  source: Source,
): Promise<void> {
  if (source !== "none") {
    beforeHead(response, (status) => {
      rememberSight(response, Date.now());
      return status;
    });
  }
  return handler(request, response);
}

/** `settle` adds headers and says the status that is sent. */
function beforeHead(response: ServerResponse, settle: (status: number) => number): void {
  type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;
  const writeHead = response.writeHead.bind(response) as WriteHead;
  response.writeHead = ((status: number, ...rest: unknown[]) =>
    writeHead(settle(status), ...rest)) as typeof response.writeHead;
}

/** Pages are written to by the actions of this build alone. */
function isKnownAction(
  { headers }: IncomingMessage,
  response: ServerResponse,
  actionIds: ReadonlySet<string>,
): boolean {
  const id = headers["next-action"];
  if (typeof id === "string" && actionIds.has(id)) return true;
  if (id === undefined) refuseMethod(response, READS);
  else {
    // A page that was opened before an upgrade calls an action that is gone; by this header it knows.
    response.setHeader("x-nextjs-action-not-found", "1");
    refuse(response, "not_found", "There is no such action.");
  }
  return false;
}

async function hasPlainArguments(
  { headers }: IncomingMessage,
  response: ServerResponse,
  body: Body,
): Promise<boolean> {
  const held = await body.hold();
  if (held === null) return false;
  const fault = faultOfArguments(headers["content-type"] ?? "", held);
  if (fault !== null) refuse(response, "invalid", fault);
  return fault === null;
}

function refuseMethod(response: ServerResponse, methods: readonly string[]): void {
  response.setHeader("allow", methods.join(", "));
  refuse(response, "method_not_allowed", "This address does not accept this method.");
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
