import { defineConfig } from "vitest/config";

// Only the sciences' own tests, for mutation testing: thousands of runs must not reach for a database.
process.env.TZ = "Asia/Kathmandu";

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Pure functions: a test leaves nothing behind for the next file.
    isolate: false,
    include: ["lib/{agreement,aggregation,trust}/**/*.test.ts", "lib/labeling.test.ts"],
  },
});
