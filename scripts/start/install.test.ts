import { expect, test } from "vitest";
import { needsInstall, refuseOldNode } from "./install.mjs";

const installed = { hasNode: true, recorded: "a", wanted: "a", installedAt: 200, lockedAt: 100 };

test("what was installed for this lockfile is not installed again, whatever the clocks say", () => {
  expect(needsInstall(installed)).toBe(false);
  expect(needsInstall({ ...installed, lockedAt: 300 })).toBe(false);
});

test("a newer lockfile, nothing installed or half of it installs", () => {
  expect(needsInstall({ ...installed, wanted: "b", lockedAt: 300 })).toBe(true);
  expect(needsInstall({ ...installed, hasNode: false })).toBe(true);
  expect(needsInstall({ ...installed, installedAt: null })).toBe(true);
  expect(needsInstall({ ...installed, recorded: null, lockedAt: 300 })).toBe(true);
});

test("what somebody installed by hand after the lockfile is taken", () => {
  expect(needsInstall({ ...installed, recorded: null })).toBe(false);
  expect(needsInstall({ ...installed, wanted: "b" })).toBe(false);
});

test("an old Node and Windows are told in one sentence", () => {
  expect(refuseOldNode("18.20.4", "linux")).toContain("Node 18.20.4");
  expect(refuseOldNode("20.0.0", "linux")).toBeNull();
  expect(refuseOldNode("24.21.0", "win32")).toContain("WSL");
});
