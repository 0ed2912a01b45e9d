import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = "/usr/bin/chromium";

/** The locations of Chromium, the likeliest first: only the one that is set, or else Playwright's and the system's. */
export function findChromiums(): string[] {
  const named = process.env.CHROMIUM_PATH;
  return named ? [named] : [chromium.executablePath(), SYSTEM].filter((file) => existsSync(file));
}
