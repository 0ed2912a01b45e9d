import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { isReachableByAll, missingLibrary } from "./os-account.ts";

const folder = mkdtempSync(path.join(tmpdir(), "assay-account-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function postgresThat(script: string): string {
  writeFileSync(path.join(folder, "postgres"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return folder;
}

// The message of the GNU loader.
const LOADER = "error while loading shared libraries: libicuuc.so.70: cannot open shared object file";

test("a missing library is named in one sentence", () => {
  expect(missingLibrary(postgresThat(`echo "postgres: ${LOADER}" >&2; exit 127`))).toBe(
    "PostgreSQL needs the system library libicuuc.so.70, which is not installed here. Install it, or set DATABASE_URL.",
  );
});

test("a PostgreSQL that runs misses nothing, and another fault is told as it is", () => {
  expect(missingLibrary(postgresThat("exit 0"))).toBeNull();
  expect(missingLibrary(postgresThat("echo 'no such CPU' >&2; exit 1"))).toContain("no such CPU");
});

test("one closed folder on the way is enough to be out of reach", () => {
  const inside = path.join(folder, "a", "b");
  mkdirSync(inside, { recursive: true });
  chmodSync(folder, 0o711);
  expect(isReachableByAll(inside)).toBe(true);
  chmodSync(path.join(folder, "a"), 0o700);
  expect(isReachableByAll(inside)).toBe(false);
});
