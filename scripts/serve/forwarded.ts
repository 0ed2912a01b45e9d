import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIP } from "node:net";
import { ADDRESS_HEADER, ORIGIN_HEADER } from "#lib/auth/client-address.ts";

/** What only a proxy of ours or Next itself may say; from anybody else it would be believed wrongly. */
const NOT_FOR_CLIENTS =
  /^(?:forwarded|x-real-ip|x-matched-path|x-(?:forwarded|assay|middleware|invoke|next|nextjs|now|vercel|prerender)(?:-.*)?)$/;

/** The proxies named in TRUSTED_PROXIES, addresses and networks with commas between; null where one is neither. */
export function readProxies(text: string): BlockList | null {
  const proxies = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const [name = "", bits, ...more] = entry.split("/");
    const address = plain(name);
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    if (family === 0 || more.length > 0) return null;
    if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) return null;
    proxies.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? "ipv4" : "ipv6");
  }
  return proxies;
}

type Caller = {
  /** The address of the other end of the connection */
  peer: string;
  proxies: BlockList;
  /** NEXTAUTH_URL, where it is set */
  publicOrigin: string | null;
};

/**
 * Makes a request's headers say who calls and under which address, and nothing of it that the caller made up: what a
 * trusted proxy forwards counts, anybody else's is taken away. False when the host cannot be one.
 */
export function settleCaller(headers: IncomingHttpHeaders, { peer, proxies, publicOrigin }: Caller): boolean {
  const isTrusted = isProxy(plain(peer), proxies);
  const address = isTrusted ? farthest(headers["x-forwarded-for"], plain(peer), proxies) : plain(peer);
  const host = (isTrusted && first(headers["x-forwarded-host"])) || headers.host || "localhost";
  const scheme = isTrusted && first(headers["x-forwarded-proto"]) === "https" ? "https" : "http";
  for (const name of Object.keys(headers)) if (NOT_FOR_CLIENTS.test(name)) delete headers[name];
  if (headers.cookie !== undefined) headers.cookie = withoutCallback(headers.cookie);
  const asked = originOf(scheme, host);
  if (asked === null) return false;
  // A page that was opened by another address than the public one, as on the machine itself, is our own page too.
  const origin = publicOrigin !== null && headers.origin !== asked.origin ? new URL(publicOrigin) : asked;
  headers[ADDRESS_HEADER] = address;
  headers[ORIGIN_HEADER] = origin.origin;
  // Next and next-auth read these.
  headers["x-forwarded-for"] = address;
  headers["x-forwarded-host"] = origin.host;
  headers["x-forwarded-proto"] = origin.protocol.slice(0, -1);
  return true;
}

// Anything that is more than a host, such as a path, would show up in links.
function originOf(scheme: string, host: string): URL | null {
  const text = `${scheme}://${host}`;
  return /^[\w.:[\]-]+$/.test(host) && URL.canParse(text) ? new URL(text) : null;
}

// The last address of the list that no trusted proxy stands for: each proxy appends whom it heard from, so that what the
// client itself put in front is never reached.
function farthest(header: string | string[] | undefined, peer: string, proxies: BlockList): string {
  const hops = String(header ?? "")
    .split(",")
    .map((hop) => plain(hop.trim()));
  let address = peer;
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) break;
    address = hop;
    if (!isProxy(hop, proxies)) break;
  }
  return address;
}

// next-auth answers every page with 500 where this cookie holds no address. Where to go is decided without it.
function withoutCallback(cookies: string): string {
  const all = cookies.split(";").map((cookie) => cookie.trim());
  // Next's pages find no cookie behind a blank at the very beginning.
  return all.filter((cookie) => !/^[\w-]*next-auth\.callback-url\s*=/i.test(cookie)).join("; ");
}

function first(header: string | string[] | undefined): string {
  return (
    String(header ?? "")
      .split(",")[0]
      ?.trim() ?? ""
  );
}

function isProxy(address: string, proxies: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** An IPv4 address that came over an IPv6 socket is the IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
