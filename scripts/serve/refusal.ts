import type { ServerResponse } from "node:http";

const STATUS = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_large: 413,
  unavailable: 503,
} as const;

/** Answers with problem JSON (RFC 9457), as routes do. */
export function refuse(response: ServerResponse, code: keyof typeof STATUS, detail: string): void {
  const status = STATUS[code];
  const body = JSON.stringify({ type: "about:blank", status, code, detail, fields: {} });
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  });
  response.end(body);
}
