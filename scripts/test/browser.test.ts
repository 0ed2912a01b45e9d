import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { chromiumFault, ensureChromium } from "./browser.ts";

afterEach(() => vi.unstubAllEnvs());

test("an account that may not install packages is told who can, and what", () => {
  expect(chromiumFault(null, false)).toBe(
    "There is no Chromium here and none could be downloaded. This account cannot install system packages. Have an administrator install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one that runs.",
  );
  expect(chromiumFault(null, true)).toBe(
    "There is no Chromium here and none could be downloaded. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one that runs.",
  );
});

// The sentence of the GNU loader.
test("a downloaded Chromium without its system libraries is told with the library", () => {
  const said =
    "chrome: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory";
  expect(chromiumFault(said, false)).toBe(
    "The Chromium here does not run: the system library libnss3.so is missing. This account cannot install system packages. Have an administrator install it (Debian: npx playwright install-deps chromium), or set CHROMIUM_PATH to one that runs.",
  );
  expect(chromiumFault("Segmentation fault", false)).toMatch(
    /^The Chromium here does not run\. This account/,
  );
});

test("a named Chromium is taken when it runs, and is not replaced by another when it does not", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "assay-chromium-"));
  const file = path.join(folder, "chromium");
  vi.stubEnv("CHROMIUM_PATH", file);
  try {
    writeFileSync(file, "#!/bin/sh\nexit 0\n");
    chmodSync(file, 0o755);
    expect(ensureChromium(() => {})).toEqual({ path: file });
    writeFileSync(file, "#!/bin/sh\nexit 1\n");
    expect(ensureChromium(() => {})).toEqual({
      fault: `CHROMIUM_PATH=${file} is no Chromium that runs here.`,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
