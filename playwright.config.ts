import { defineConfig } from "@playwright/test";
import { findChromiums } from "./e2e/chromium.ts";

// As root and without a network Chromium needs the first two; the others keep it from calling out.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// The journeys run on the production build: `npm run e2e` builds first. e2e/global-setup.ts starts it.
export default defineConfig({
  // What needs a quiet machine is measured by `npm run bench -- desk` and no part of the tests.
  projects: [
    { name: "journeys", testDir: "e2e" },
    { name: "bench", testDir: "bench/desk" },
  ],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // A busy machine is no fault: these only end what hangs.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: findChromiums()[0], args: FLAGS },
  },
});
