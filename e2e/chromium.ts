import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = "/usr/bin/chromium";

/** Where Chromium lies, the likeliest first: the one that is named and no other, else Playwright's own and the system's. */
export function findChromiums(): string[] {
  const named = process.env.CHROMIUM_PATH;
  return named ? [named] : [chromium.executablePath(), SYSTEM].filter((file) => existsSync(file));
}
