import { AppError } from "#lib/errors.ts";

/**
 * The caller's address and the address that they called, as the web server (scripts/serve) found them. What a client sends
 * in these headers never arrives here: the server removes it and writes its own.
 */
export const ADDRESS_HEADER = "x-assay-address";
export const ORIGIN_HEADER = "x-assay-origin";

type Readable = Pick<Headers, "get">;

/** The address a request came from: that of the connection, or what a trusted proxy says about it. */
export function clientAddress(headers: Readable): string {
  return headers.get(ADDRESS_HEADER) ?? "unknown";
}

/** Scheme and host under which people reach this Assay, for links: "https://assay.example.org". */
export function ownOrigin(headers: Readable): string {
  return headers.get(ORIGIN_HEADER) ?? `http://${headers.get("host") ?? "localhost"}`;
}

/**
 * Whether a page of this Assay sent the request: by the Origin that the browser sends, or without one by Sec-Fetch-Site. A
 * page of another site can set neither. The scheme is not compared: where TLS ends at a proxy that is not in
 * TRUSTED_PROXIES, only the browser knows it.
 */
export function isFromOwnPage(headers: Readable): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === new URL(ownOrigin(headers)).host;
}

/** Actions and routes that write are public POST endpoints, and Next compares the Origin only where there is one. */
export function refuseForeignWrite(headers: Readable): void {
  if (!isFromOwnPage(headers))
    throw new AppError("forbidden", "This request did not come from an Assay page.");
}
