import * as z from "zod";

const schema = z.object({
  DATABASE_URL: z.string().startsWith("postgres", "must be a postgres:// URL"),
  /** PostgreSQL itself, where DATABASE_URL leads to a pooler: for what needs a session. */
  DATABASE_DIRECT_URL: z.string().startsWith("postgres", "must be a postgres:// URL").optional(),
  /** A streaming replica that pages may read from. */
  DATABASE_REPLICA_URL: z.string().startsWith("postgres", "must be a postgres:// URL").optional(),
  /** Connections per process for pages and jobs, and per web server for judging. The supervisor adds them up. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(12),
  DATABASE_JUDGING_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(20),
  /** The digest of the database's functions as this process was started with them, told by the supervisor. */
  ASSAY_FUNCTIONS: z.string().optional(),
  /** Signs sessions; made at first start and kept in ASSAY_DATA. */
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  /** Where uploads and secrets lie. */
  ASSAY_DATA: z.string().default(".data"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

/** The only file that reads the environment. A wrong value stops the process with one clear sentence each. */
export const env: z.output<typeof schema> = readEnvironment();

function readEnvironment() {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment is not complete: ${faults.join("; ")}. See .env.example.`);
}
