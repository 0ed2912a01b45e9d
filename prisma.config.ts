import { defineConfig } from "prisma/config";

// Generating needs no engine, yet the command insists on downloading one that it never runs: any file
// that exists satisfies it. Migrations go through lib/database/migrate.ts.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
