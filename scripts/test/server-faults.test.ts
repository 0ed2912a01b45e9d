import { expect, test } from "vitest";
import { serverFaults } from "./server-faults.ts";

test("an error of our own log is a fault, a warning is none", () => {
  const error = '{"level":50,"time":1795820538644,"err":{"message":"no"},"msg":"route failed"}';
  const fatal = '{"level":60,"time":1795820538644,"msg":"gone"}';
  const warning = '{"level":40,"time":1795820538644,"msg":"the database was away"}';
  expect(serverFaults([error, warning, fatal].join("\n"))).toEqual([error, fatal]);
});

// As Next 16.4 and Node 24 write them.
test("what Next marks with a cross and what Node did not catch are faults, once each", () => {
  const log = [
    "▲ Next.js 16.4.6",
    "✓ Ready in 751ms",
    " ⨯ ReferenceError: matchMedia is not defined",
    "    at a (.next/server/chunks/ssr/1.js:1:1) {",
    "  digest: '2212318245'",
    "}",
    "Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers",
    "Uncaught Exception",
  ].join("\n");
  expect(serverFaults(log)).toEqual([
    "⨯ ReferenceError: matchMedia is not defined",
    "Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers",
    "Uncaught Exception",
  ]);
});

test("a log without faults, or half a line of one, has none", () => {
  expect(serverFaults("")).toEqual([]);
  expect(serverFaults('{"level":30,"msg":"worker ready: Error: none"}\n{"lev')).toEqual([]);
});
