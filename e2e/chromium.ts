import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = "/usr/bin/chromium";

/** Where a Chromium lies: the one that is named, Playwright's own, the system's. Null without any. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return [chromium.executablePath(), SYSTEM].find((file) => existsSync(file)) ?? null;
}
