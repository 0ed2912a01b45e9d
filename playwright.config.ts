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

/** The journeys that make a project of their own: they take nothing from the others, and run beside them. */
const APART = /(counts|desk.*|drafts|import|items|times)\.spec\.ts$/;
/** Makes the first admin, who ends every session in the demo: after all others. */
const LAST = /whole-journey\.spec\.ts$/;

// The journeys run on the production build: `npm run e2e` builds first. e2e/global-setup.ts starts it.
export default defineConfig({
  // What needs a quiet machine is measured by `npm run bench -- desk` and no part of the tests.
  projects: [
    // These share the demo and the people of one Assay, and go one after the other in the order of their names.
    { name: "journeys", testDir: "e2e", testIgnore: [APART, LAST], workers: 1 },
    { name: "journeys-apart", testDir: "e2e", testMatch: APART, workers: 1 },
    { name: "journeys-last", testDir: "e2e", testMatch: LAST, dependencies: ["journeys", "journeys-apart"] },
    { name: "bench", testDir: "bench/desk", workers: 1 },
  ],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // A busy machine is no fault: these only end what hangs.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    // Pictures of every frame would take as long as the journeys do.
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    screenshot: "only-on-failure",
    launchOptions: { executablePath: findChromiums()[0], args: FLAGS },
  },
});
