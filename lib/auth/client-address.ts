import { AppError } from "#lib/errors.ts";

/**
 * Who calls, and under which address they reached us, as the web server (scripts/serve) found out. What a client says in
 * these headers never gets here: the server takes it away and writes its own.
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
 * Whether a browser says that one of our own pages sent this: by Origin, or, where it sends none, by Sec-Fetch-Site.
 * Neither can be set by a page of somebody else. The scheme is left out: where TLS ends at a proxy that is not named in
 * TRUSTED_PROXIES, only the browser knows it.
 */
export function isFromOwnPage(headers: Readable): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === new URL(ownOrigin(headers)).host;
}

/** Actions and routes that write are public POST endpoints, and a present Origin is all that Next compares. */
export function refuseForeignWrite(headers: Readable): void {
  if (!isFromOwnPage(headers))
    throw new AppError("forbidden", "This request did not come from an Assay page.");
}
