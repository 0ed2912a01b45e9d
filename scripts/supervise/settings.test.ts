import { expect, test } from "vitest";
import { faultOfConnections, faultOfGuards, faultOfServer, type Location, readSettings } from "./settings.ts";

const location: Location = { checkout: "/srv/assay", isRoot: false, isReachable: true };
const faultsOf = (environment: Record<string, string>) => {
  const settings = readSettings(environment, location);
  return "faults" in settings ? settings.faults : [];
};

test("without any setting it listens on this machine only, with data beside the code and the demo", () => {
  expect(readSettings({}, location)).toEqual({
    port: 3000,
    host: "127.0.0.1",
    data: "/srv/assay/.data",
    bucket: {},
    hasDemo: true,
    databaseUrl: null,
    directUrl: null,
    replicaUrl: null,
    secret: null,
    publicUrl: null,
    trustedProxies: "",
    connections: 47,
  });
});

test("an empty setting is no setting", () => {
  expect(readSettings({ PORT: "", ASSAY_DEMO: " ", DATABASE_URL: "" }, location)).toEqual(
    readSettings({}, location),
  );
});

test("as root below a closed folder the data lie in the system's own folder, one folder per checkout", () => {
  const closed = (checkout: string) => readSettings({}, { checkout, isRoot: true, isReachable: false });
  expect(closed("/root/a/assay")).toMatchObject({
    data: expect.stringMatching(/^\/var\/lib\/assay\/assay-[0-9a-f]{8}$/),
  });
  expect(closed("/root/a/assay")).not.toEqual(closed("/root/b/assay"));
  expect(readSettings({}, { ...location, isRoot: true })).toMatchObject({ data: "/srv/assay/.data" });
  expect(readSettings({}, { ...location, isReachable: false })).toMatchObject({ data: "/srv/assay/.data" });
});

test("a relative data folder is meant from the checkout", () => {
  expect(readSettings({ ASSAY_DATA: "../data" }, location)).toMatchObject({ data: "/srv/data" });
});

test.each([
  [{ PORT: "http" }, "PORT"],
  [{ PORT: "65536" }, "PORT"],
  [{ ASSAY_DEMO: "yes" }, "ASSAY_DEMO"],
  [{ DATABASE_URL: "mysql://localhost/assay" }, "DATABASE_URL"],
  [{ DATABASE_URL: "postgres://a/b", DATABASE_DIRECT_URL: "a:5432" }, "DATABASE_DIRECT_URL"],
  [{ DATABASE_REPLICA_URL: "postgres://a/b" }, "belong to a DATABASE_URL"],
  [{ ASSAY_STORE: "bucket", ASSAY_STORE_KEY: "a", ASSAY_STORE_SECRET: "b" }, "like https://host/bucket"],
  [
    { ASSAY_STORE: "https://a/b/c", ASSAY_STORE_KEY: "a", ASSAY_STORE_SECRET: "b" },
    "like https://host/bucket",
  ],
  [{ ASSAY_STORE: "https://a/b", ASSAY_STORE_KEY: "a" }, "needs ASSAY_STORE_KEY"],
  [{ ASSAY_STORE_KEY: "a" }, "belong to an ASSAY_STORE"],
  [{ AUTH_SECRET: "short" }, "AUTH_SECRET"],
  [{ AUTH_SECRET: "development-secret-development-secret" }, "AUTH_SECRET"],
  [{ AUTH_SECRET: "a".repeat(40) }, "AUTH_SECRET"],
  [{ NEXTAUTH_URL: "assay.example.org" }, "NEXTAUTH_URL"],
  [{ TRUSTED_PROXIES: "the one in front" }, "TRUSTED_PROXIES"],
  [{ TRUSTED_PROXIES: "10.0.0.0/33" }, "TRUSTED_PROXIES"],
])("%o is refused in one sentence", (environment, name) => {
  const faults = faultsOf(environment as Record<string, string>);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(name);
});

test("a bucket is handed on with what was set, and without the slash at its end", () => {
  const set = {
    ASSAY_STORE: "https://files.example.org/assay/",
    ASSAY_STORE_KEY: "a",
    ASSAY_STORE_SECRET: "b",
  };
  expect(readSettings({ ...set, ASSAY_STORE_REGION: "" }, location)).toMatchObject({
    bucket: { ...set, ASSAY_STORE: "https://files.example.org/assay" },
  });
});

test("the connections of web server and worker are added up", () => {
  const sizes = { DATABASE_POOL_SIZE: "30", DATABASE_JUDGING_POOL_SIZE: "40" };
  expect(readSettings(sizes, location)).toMatchObject({ connections: 103 });
  expect(faultsOf({ DATABASE_POOL_SIZE: "1" })).toEqual([expect.stringContaining("from 2 to 500")]);
  expect(faultsOf({ DATABASE_JUDGING_POOL_SIZE: "many" })).toHaveLength(1);
});

test("behind a pooler only jobs and what watches come to PostgreSQL itself", () => {
  const pooled = { DATABASE_URL: "postgres://pooler/a", DATABASE_DIRECT_URL: "postgres://own/a" };
  expect(readSettings({ ...pooled, DATABASE_POOL_SIZE: "30" }, location)).toMatchObject({
    directUrl: "postgres://own/a",
    connections: 33,
  });
});

test("where PostgreSQL would not end slow statements, a start is refused with what to do", () => {
  const guards = { role: "assay", database: "labels", statement: 15_000, idle: 15_000 };
  expect(faultOfGuards(guards, false)).toBeNull();
  expect(faultOfGuards(guards, true)).toBeNull();
  expect(faultOfGuards({ ...guards, statement: 0 }, false)).toContain("DATABASE_DIRECT_URL");
  expect(faultOfGuards({ ...guards, idle: 0 }, true)).toContain(
    'ALTER ROLE "assay" IN DATABASE "labels" SET statement_timeout = 15000;',
  );
  expect(faultOfGuards({ ...guards, statement: 15_001 }, true)).toContain("restart the pooler");
});

test("a PostgreSQL that allows fewer connections is told with both numbers", () => {
  expect(faultOfConnections(47, 97)).toBeNull();
  expect(faultOfConnections(103, 97)).toContain("may open 103 connections, and PostgreSQL allows 97");
});

test("a server that is too old or distributed is refused with one sentence", () => {
  expect(faultOfServer({ version: 160_004, hasCitus: false })).toBeNull();
  expect(faultOfServer({ version: 150_010, hasCitus: false })).toContain("PostgreSQL 15");
  expect(faultOfServer({ version: 180_004, hasCitus: true })).toContain("with Citus");
});
