import { defineConfig } from "vitest/config";

// The zone is 5 h 45 min off UTC, so that code which forgets about zones fails here and not at a user's.
process.env.TZ = "Asia/Kathmandu";

const onDatabase = {
  include: ["{lib,prisma,worker,guarantee}/**/*.db.test.ts"],
  globalSetup: ["./scripts/test/template.ts"],
  setupFiles: ["./scripts/test/own-database.ts"],
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

/** They put another module or setting in the place of one that others have imported. */
const APART = [
  "lib/{action,route}.db.test.ts",
  "lib/auth/access.db.test.ts",
  "prisma/testing/bucket.db.test.ts",
  "guarantee/ground/replica.db.test.ts",
];

export default defineConfig({
  resolve: { conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server"] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,scripts,prisma,bench,guarantee,worker}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts"],
          // What one file imported serves the next: half of the time went into importing it again.
          isolate: false,
          // A busy machine is no fault: these only end what hangs.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { ...onDatabase, name: "database", exclude: APART, isolate: false },
      },
      {
        extends: true,
        test: { ...onDatabase, name: "database-apart", include: APART },
      },
    ],
  },
});
