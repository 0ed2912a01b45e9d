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
  /** Where uploads, files of versions and secrets lie. */
  ASSAY_DATA: z.string().default(".data"),
  /** The bucket of uploads and versions, at a service with the protocol of Amazon S3; else they lie in ASSAY_DATA. */
  ASSAY_STORE: z
    .string()
    .regex(/^https?:\/\/[^/?#]+(\/[^/?#]+)?$/, "must be the address of a bucket")
    .optional(),
  ASSAY_STORE_KEY: z.string().default(""),
  ASSAY_STORE_SECRET: z.string().default(""),
  ASSAY_STORE_REGION: z.string().default("auto"),
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
