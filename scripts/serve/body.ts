import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse } from "./refusal.ts";

/** How much is still read after the answer, so that a body slightly over the limit keeps its connection. */
const AFTER_ANSWER = 256 * 1024;

/** How long a connection then stands still, so that who is sending gets to read the answer before it breaks off. */
const GRACE_MS = 2000;

export type Body = {
  /** Answers with 413 and is true where the announced length is beyond the limit */
  refuseLength(): boolean;
  /** The whole body, which can be read again afterwards; null when there was none to be had */
  hold(): Promise<Buffer | null>;
};

/**
 * Counts a body as it comes, without keeping it: at the limit it is stopped with 413, and once the answer is given no
 * more than a little of the rest is taken. Stands before anybody reads.
 */
export function watchBody(request: IncomingMessage, response: ServerResponse, most: number): Body {
  const pass = request.push.bind(request);
  let take = pass;
  let [taken, last] = [0, most + AFTER_ANSWER];
  const refuseLength = () => refuse(response, "too_large", "The request is too large.");
  // A connection that was asked for once Node would close in the middle of what is still being sent.
  if (hasBody(request)) response.shouldKeepAlive = true;
  response.once("finish", () => {
    last = Math.min(last, taken + AFTER_ANSWER);
  });
  // Node hands over every piece of a body by push.
  request.push = (piece: Buffer | null, encoding) => {
    taken += piece?.length ?? 0;
    if (taken <= most) return take(piece, encoding);
    if (taken > last) return letGo(request);
    if (!response.headersSent) refuseLength();
    // Cut short it must not pass for whole: who reads it sees it break off.
    if (piece === null) afterAnswer(response, () => request.destroy());
    return true;
  };
  return {
    refuseLength() {
      if (Number(request.headers["content-length"] ?? 0) <= most) return false;
      refuseLength();
      return true;
    },
    hold: () =>
      new Promise((resolve) => {
        const pieces: Buffer[] = [];
        request.once("close", () => resolve(null));
        take = (piece: Buffer | null) => {
          if (piece !== null) pieces.push(piece);
          else {
            const body = Buffer.concat(pieces);
            if (body.length > 0) pass(body);
            pass(null);
            resolve(body);
          }
          return true;
        };
      }),
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function afterAnswer(response: ServerResponse, act: () => void): void {
  if (response.writableFinished) act();
  else response.once("finish", act);
}

function letGo(request: IncomingMessage): false {
  const timer = setTimeout(() => request.destroy(), GRACE_MS);
  request.once("close", () => clearTimeout(timer));
  return false;
}
