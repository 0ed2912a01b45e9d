import "server-only";
import { matchPassword } from "#lib/account/mutations/passwords.ts";
import { beginOnKnownDevice, beginSignIn } from "#lib/account/mutations/tries.ts";
import type { Device } from "#lib/auth/device.ts";
import { prisma } from "#lib/database/client.ts";

type Given = { email: string; password: string; address: string; device: Device };
type Found = { id: string; sessionVersion: number };

/**
 * The account of this e-mail address and password. An address can have several accounts, each with another password. When
 * others have used up the tries, a browser that has signed in before can still sign in to the accounts it knows.
 */
export async function checkPassword(given: Given): Promise<Found | "wrong" | "too_many"> {
  const accounts = await listAccounts(given.email);
  const known = accounts.filter((account) => isKnown(given.device, account));
  const ordinary = await beginSignIn(given.email, given.address);
  const attempt = ordinary ?? (known.length > 0 ? await beginOnKnownDevice(given.device.deviceId) : null);
  if (attempt === null) return "too_many";
  const compared = ordinary === null ? known : accounts;
  const hash = await matchPassword(
    given.password,
    compared.map(({ passwordHash }) => passwordHash),
  );
  const found = hash === null ? undefined : compared.find(({ passwordHash }) => passwordHash === hash);
  await (found ? attempt.giveBack() : attempt.count());
  return found ? { id: found.id, sessionVersion: found.sessionVersion } : "wrong";
}

async function listAccounts(email: string) {
  const rows = await prisma.user.findMany({
    where: { email },
    select: { id: true, passwordHash: true, sessionVersion: true },
  });
  return rows.flatMap(({ passwordHash, ...row }) =>
    passwordHash === null ? [] : [{ ...row, passwordHash }],
  );
}

function isKnown(device: Device, account: Found): boolean {
  return device.accounts.some(
    ({ id, sessionVersion }) => id === account.id && sessionVersion === account.sessionVersion,
  );
}
