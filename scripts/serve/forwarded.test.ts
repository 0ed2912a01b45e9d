import type { IncomingHttpHeaders } from "node:http";
import type { BlockList } from "node:net";
import { expect, test } from "vitest";
import { clientAddress, isFromOwnPage, ownOrigin } from "#lib/auth/client-address.ts";
import { readProxies, settleCaller } from "./forwarded.ts";

const HOST = "assay.example.org";
const INVENTED = {
  forwarded: "for=9.9.9.9;host=evil.example",
  "x-forwarded-for": "9.9.9.9",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-forwarded-prefix": "/evil",
  "x-real-ip": "9.9.9.9",
  "x-assay-address": "9.9.9.9",
  "x-assay-origin": "https://evil.example",
  "x-middleware-subrequest": "middleware",
  "x-nextjs-rewritten-path": "/evil",
};

type Asked = { headers: IncomingHttpHeaders; peer?: string; proxies?: string; publicOrigin?: string | null };

function settled({ headers, peer = "198.51.100.7", proxies = "", publicOrigin = null }: Asked) {
  const own = { ...headers };
  const isGood = settleCaller(own, { peer, proxies: readProxies(proxies) as BlockList, publicOrigin });
  return isGood ? new Headers(own as Record<string, string>) : null;
}

test("without a trusted proxy nothing that a caller says about itself counts", () => {
  const headers = settled({ headers: { host: HOST, ...INVENTED } }) as Headers;
  expect(clientAddress(headers)).toBe("198.51.100.7");
  expect(ownOrigin(headers)).toBe(`http://${HOST}`);
  const said = [...headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  expect(said).not.toMatch(/9\.9\.9\.9|evil|subrequest/);
});

test("what a trusted proxy says about address, host and scheme counts", () => {
  const forwarded = {
    "x-forwarded-for": "203.0.113.5",
    "x-forwarded-host": HOST,
    "x-forwarded-proto": "https",
  };
  const headers = settled({
    headers: { host: "127.0.0.1:3000", ...forwarded },
    peer: "10.1.2.3",
    proxies: "192.0.2.1, 10.0.0.0/8",
  }) as Headers;
  expect(clientAddress(headers)).toBe("203.0.113.5");
  expect(ownOrigin(headers)).toBe(`https://${HOST}`);
  expect(headers.get("x-forwarded-host")).toBe(HOST);
});

test("an address that a client puts in front of the list is not reached", () => {
  const address = (list: string) => {
    const headers = { host: HOST, "x-forwarded-for": list };
    return clientAddress(settled({ headers, peer: "10.0.0.1", proxies: "10.0.0.0/8" }) as Headers);
  };
  expect(address("9.9.9.9, 203.0.113.5")).toBe("203.0.113.5");
  expect(address("9.9.9.9, 203.0.113.5, 10.0.0.9")).toBe("203.0.113.5");
  expect(address("203.0.113.5, nonsense")).toBe("10.0.0.1");
  expect(address("10.0.0.8, 10.0.0.9")).toBe("10.0.0.8");
});

test("an IPv4 address is the same over an IPv6 socket", () => {
  const headers = { host: HOST, "x-forwarded-for": "203.0.113.5" };
  expect(clientAddress(settled({ headers, peer: "::ffff:198.51.100.7" }) as Headers)).toBe("198.51.100.7");
  const trusted = settled({ headers, peer: "::ffff:10.0.0.1", proxies: "10.0.0.1" }) as Headers;
  expect(clientAddress(trusted)).toBe("203.0.113.5");
  expect(clientAddress(settled({ headers, peer: "fd00::1", proxies: "fd00::/8" }) as Headers)).toBe(
    "203.0.113.5",
  );
});

test("links take the public address; pages opened by another one may still write", () => {
  const publicOrigin = `https://${HOST}`;
  const ask = (headers: IncomingHttpHeaders) =>
    settled({ headers: { host: "127.0.0.1:3000", ...headers }, publicOrigin }) as Headers;
  expect(ownOrigin(ask({}))).toBe(publicOrigin);
  expect(isFromOwnPage(ask({ origin: publicOrigin }))).toBe(true);
  expect(isFromOwnPage(ask({ origin: "http://127.0.0.1:3000" }))).toBe(true);
  expect(isFromOwnPage(ask({ origin: "https://evil.example" }))).toBe(false);
});

test("a write is our own by its Origin or, without one, by Sec-Fetch-Site", () => {
  const isOwn = (headers: IncomingHttpHeaders) =>
    isFromOwnPage(settled({ headers: { host: HOST, ...headers } }) as Headers);
  expect(isOwn({ origin: `http://${HOST}` })).toBe(true);
  expect(isOwn({ origin: `https://${HOST}` })).toBe(true);
  expect(isOwn({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(isOwn({})).toBe(false);
  expect(isOwn({ origin: "null" })).toBe(false);
  expect(isOwn({ origin: "http://evil.example", "x-forwarded-host": "evil.example" })).toBe(false);
  expect(isOwn({ origin: "http://evil.example", "sec-fetch-site": "same-origin" })).toBe(false);
});

test.each(["evil.example/path", "a b", "a@b", "[", "x:99999", "\u00e9"])("the host %j is none", (host) => {
  expect(settled({ headers: { host } })).toBeNull();
});

test("a request without a host is one to this machine", () => {
  expect(ownOrigin(settled({ headers: {} }) as Headers)).toBe("http://localhost");
});

test.each(["10.0.0.0/33", "proxy.example", "10.0.0.1/8/9", "10.0.0.1/x", "::1/129"])(
  "%j names no proxy",
  (text) => {
    expect(readProxies(text)).toBeNull();
  },
);

test("the cookies that are left begin with no blank, before which pages would find none", () => {
  const headers: IncomingHttpHeaders = {
    host: HOST,
    cookie: "next-auth.callback-url=%00; next-auth.session-token=abc; theme=dark",
  };
  settleCaller(headers, { peer: "198.51.100.7", proxies: readProxies("") as BlockList, publicOrigin: null });
  expect(headers.cookie).toBe("next-auth.session-token=abc; theme=dark");
});
