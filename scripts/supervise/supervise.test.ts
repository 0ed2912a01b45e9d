import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { addressOf } from "./address.ts";
import { locationOf } from "./database.ts";
import { keepRunning } from "./part.ts";
import { findPort, portFault } from "./port.ts";
import { patientWait, waitBeforeRestart } from "./restarts.ts";
import { welcome } from "./welcome.ts";

const networks = [
  { address: "127.0.0.1", family: "IPv4", internal: true },
  { address: "192.168.1.5", family: "IPv4", internal: false },
];

test("what ends by itself starts again ever later, and not after the fourth end within five minutes", () => {
  expect(waitBeforeRestart([0])).toBe(500);
  expect(waitBeforeRestart([0, 10_000])).toBe(1000);
  expect(waitBeforeRestart([0, 10_000, 20_000])).toBe(2000);
  expect(waitBeforeRestart([0, 10_000, 20_000, 30_000])).toBeNull();
});

test("what the site can do without for a while is started again once a minute, for as long as it takes", () => {
  const ends = Array.from({ length: 40 }, (_, at) => at * 60_000);
  expect([1, 2, 3].map((count) => patientWait(ends.slice(0, count)))).toEqual([500, 1000, 2000]);
  expect(patientWait(ends)).toBe(60_000);
});

test("ends that lie more than five minutes back are forgotten", () => {
  expect(waitBeforeRestart([0, 1, 2, 300_003])).toBe(500);
});

test("every network is shown as the address that other machines use", () => {
  expect(addressOf("0.0.0.0", 3000, null, networks)).toEqual({
    local: "http://127.0.0.1:3000",
    shown: "http://192.168.1.5:3000",
  });
  expect(addressOf("0.0.0.0", 3000, null, [])).toMatchObject({ shown: "http://127.0.0.1:3000" });
  expect(addressOf("::", 80, null, networks)).toMatchObject({
    local: "http://[::1]",
    shown: "http://192.168.1.5",
  });
});

test("one network is shown as it is, and a public address before all", () => {
  expect(addressOf("127.0.0.1", 3000, null, networks)).toMatchObject({ shown: "http://127.0.0.1:3000" });
  expect(addressOf("127.0.0.1", 3000, "https://assay.test", networks)).toMatchObject({
    shown: "https://assay.test",
  });
});

test("only links that were made are printed", () => {
  const address = { local: "http://127.0.0.1:3000", shown: "http://127.0.0.1:3000" };
  const all = welcome(address, { "set-up": "/set-up/a", "demo-requester": "/enter/b" }, "/srv/data");
  expect(all).toContain("Set up the first admin    http://127.0.0.1:3000/set-up/a");
  expect(all).toContain("http://127.0.0.1:3000/enter/b");
  expect(all).not.toContain("annotator");
  expect(welcome(address, {}, "/srv/data")).not.toContain("Each link");
});

test("the location of a database is shown without its password", () => {
  expect(locationOf("postgresql://assay:hunter2@db.test:6000/labels")).toBe("db.test:6000/labels");
  expect(locationOf("postgresql://assay@localhost/assay?host=%2Frun%2Fpg")).toBe("/run/pg:5432/assay");
});

test("a taken port is named with another one to choose, and 0 finds a free one", async () => {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as net.AddressInfo;
  await expect(findPort("127.0.0.1", port)).rejects.toThrow(`PORT=${port + 1} npm start`);
  server.close();
  // Linux gives outgoing connections 32768 and more: one could take the port until ours listens.
  const free = await Promise.all(Array.from({ length: 20 }, () => findPort("127.0.0.1", 0)));
  expect(Math.min(...free)).toBeGreaterThan(1023);
  expect(Math.max(...free)).toBeLessThan(32_768);
  expect(portFault("127.0.0.1", 80, "EACCES")).toContain("1024 or higher");
});

test("what a part says to whoever started Assay is told, with its log", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "assay-part-"));
  const log = path.join(folder, "worker.log");
  let tell: (line: string) => void = () => {};
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const code = "process.send(7); process.send({ said: 'Look here.' }); setInterval(() => {}, 1000);";
  const part = keepRunning({
    ...{ title: "The worker", words: ["-e", code], environment: process.env, log },
    tell,
  });
  expect(await told).toBe(`Look here. More in its log: ${log}`);
  await part.stop();
  rmSync(folder, { recursive: true });
});
