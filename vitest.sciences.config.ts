import { defineConfig } from "vitest/config";

// Only the sciences' own tests, for mutation testing: thousands of runs must not reach for a database.
process.env.TZ = "Asia/Kathmandu";

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Pure functions: a test leaves nothing behind for the next file.
    isolate: false,
    setupFiles: ["./vitest.sciences.setup.ts"],
    include: ["lib/statistics/**/*.test.ts", "lib/labeling.test.ts"],
    // A whole data set, instrumented: three quarters of the time of a run, and nothing the others do not catch.
    exclude: ["lib/statistics/agreement/published-web.fixture.test.ts"],
  },
});
