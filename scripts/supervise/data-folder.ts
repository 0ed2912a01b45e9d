import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

const LOG_BYTES = 10 * 1024 * 1024;

/** Makes the data folder. Others may pass through it only where PostgreSQL is one of them: under root. */
export function prepareDataFolder(folder: string): void {
  try {
    if (!existsSync(folder)) {
      const first = mkdirSync(folder, { recursive: true, mode: 0o755 });
      openParents(folder, first ?? folder);
      chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Error(
      `This account cannot write to the data folder ${folder}. Set ASSAY_DATA to another folder.`,
    );
  }
}

// A strict umask would close also the folders above, which were made along with it.
function openParents(folder: string, first: string): void {
  for (let at = path.dirname(folder); at.length >= first.length; at = path.dirname(at)) chmodSync(at, 0o755);
}

/** The secret that signs sessions: made once, readable for this account only. */
export function ensureSecret(folder: string): string {
  const file = path.join(folder, "auth-secret");
  if (!existsSync(file)) {
    const draft = `${file}-${randomBytes(6).toString("hex")}`;
    writeFileSync(draft, randomBytes(48).toString("base64url"), { mode: 0o600, flush: true });
    renameSync(draft, file);
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32)
    throw new Error(`${file} is damaged. Delete it and start again. Everyone has to sign in again.`);
  return secret;
}

/** The file that a part's output is appended to; a long one is put aside first. */
export function logFile(folder: string, name: string): string {
  const logs = path.join(folder, "logs");
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const file = path.join(logs, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LOG_BYTES) renameSync(file, `${file}.1`);
  return file;
}

/** The last line of a log that reports an error, if any. */
export function lastFaultOf(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const telling = lines.findLast((line) => /error|EADDR|cannot|could not/i.test(line)) ?? "";
  return telling.trim().slice(0, 300);
}
