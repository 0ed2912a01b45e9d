// `npm start`: from a fresh clone to a page that answers. Runs on the Node of the machine (20 or newer) and needs
// no package: it installs what is missing and hands over to scripts/supervise/main.ts on the Node that npm installed.
import { installWhatIsMissing, refuseOldNode } from "./start/install.mjs";
import { runOnInstalledNode } from "./start/run.mjs";

const HELP = `Usage: npm start

Installs what is missing, starts the bundled PostgreSQL, migrates, builds if needed, starts the web server and
the worker, creates the demo on an empty database, and prints where to go. Ctrl+C stops everything it started.

Settings, from the environment or a file named .env:

  PORT          where the web server listens; 0 takes any free port        (default 3000)
  HOST          which network it listens on; 0.0.0.0 is every one          (default 127.0.0.1)
  ASSAY_DATA    the folder of the database, the uploads, the files of versions and the secrets
                (default .data in the checkout; as root in a checkout that other accounts
                cannot reach, a folder in /var/lib/assay)
  ASSAY_STORE   the address of a bucket for uploads and files of versions, instead of a folder in
                ASSAY_DATA: https://host/bucket of any service with the protocol of Amazon S3
  ASSAY_STORE_KEY, ASSAY_STORE_SECRET, ASSAY_STORE_REGION  how that bucket lets Assay in
                (region: default auto)
  ASSAY_DEMO    1 creates the demo on an empty database, 0 does not        (default 1)
  DATABASE_URL  a PostgreSQL 16 or newer to use instead of the bundled one
  DATABASE_DIRECT_URL  PostgreSQL itself, where DATABASE_URL leads to a pooler such as PgBouncer
  DATABASE_REPLICA_URL  a streaming replica of that PostgreSQL, which pages may read from
  DATABASE_POOL_SIZE  database connections for pages in the web server, and as many
                for jobs in the worker; 2 to 500                           (default 12)
  DATABASE_JUDGING_POOL_SIZE  database connections that only judging uses  (default 20)
  AUTH_SECRET   signs sessions, at least 32 characters
                (default: made at the first start and kept in ASSAY_DATA)
  NEXTAUTH_URL  the address that people use, where it is not the one above (behind a proxy)
  TRUSTED_PROXIES  addresses or networks of the proxies in front, separated by commas. Only
                their X-Forwarded-For, -Host and -Proto headers count      (default none)

Several Assays can run on one DATABASE_URL: see docs/scaling.md.

Examples:  PORT=8080 npm start        HOST=0.0.0.0 ASSAY_DEMO=0 npm start`;

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(HELP);
    return 0;
  }
  if (words.length > 0) {
    console.error(
      `npm start does not accept "${words[0]}". Its settings are environment variables. See npm start -- --help`,
    );
    return 1;
  }
  const fault = refuseOldNode() ?? (await installWhatIsMissing());
  if (fault !== null) {
    console.error(fault);
    return 1;
  }
  return runOnInstalledNode("scripts/supervise/main.ts", []);
}
