import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse } from "./refusal.ts";

/** What is still taken off the line after an answer, so that a body with a little too much keeps its connection. */
const AFTER_ANSWER = 256 * 1024;

/** How long a connection then stands still, so that who is sending gets to read the answer before it breaks off. */
const GRACE_MS = 2000;

type Taken = "pass" | "drop";

/**
 * Lets a body through as it comes, counted and never kept. At the limit it is stopped with 413, and once the answer is
 * given no more than a little of the rest is taken. False when it was refused by its announced length.
 */
export function meterBody(request: IncomingMessage, response: ServerResponse, most: number): boolean {
  const isWithin = watchBody(request, response, most, () => "pass");
  if (!isWithin) refuseLength(response);
  return isWithin;
}

/** A whole body of at most `most` bytes, which can be read again afterwards; null when there was none to be had. */
export function holdBody(
  request: IncomingMessage,
  response: ServerResponse,
  most: number,
): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  const pass = request.push.bind(request);
  return new Promise((resolve) => {
    request.once("close", () => resolve(null));
    const isWithin = watchBody(request, response, most, (piece) => {
      if (piece !== null) pieces.push(piece);
      else {
        const body = Buffer.concat(pieces);
        if (body.length > 0) pass(body);
        pass(null);
        resolve(body);
      }
      return "drop";
    });
    if (isWithin) return;
    refuseLength(response);
    resolve(null);
  });
}

// Node hands over every piece of a body by push, before anybody reads it.
function watchBody(
  request: IncomingMessage,
  response: ServerResponse,
  most: number,
  take: (piece: Buffer | null) => Taken,
): boolean {
  const announced = Number(request.headers["content-length"] ?? 0);
  const pass = request.push.bind(request);
  let [taken, last] = [0, most + AFTER_ANSWER];
  response.once("finish", () => {
    last = Math.min(last, taken + AFTER_ANSWER);
  });
  request.push = (piece: Buffer | null, encoding?: BufferEncoding) => {
    if (piece !== null) taken += piece.length;
    if (taken > last) {
      letGo(request);
      return false;
    }
    if (taken > most) {
      if (!response.headersSent) refuseLength(response);
      // Cut short it must not pass for whole.
      if (piece === null) request.destroy();
      return true;
    }
    return take(piece) === "pass" ? pass(piece, encoding) : true;
  };
  return announced <= most;
}

function letGo(request: IncomingMessage): void {
  const timer = setTimeout(() => request.destroy(), GRACE_MS);
  request.once("close", () => clearTimeout(timer));
}

function refuseLength(response: ServerResponse): void {
  refuse(response, "too_large", "The request is too large.");
}
