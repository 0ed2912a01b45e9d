import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import * as z from "zod";
import { env } from "#lib/env.ts";

export const DEVICE_COOKIE = "assay-device";
export const DEVICE_SECONDS = 365 * 24 * 3600;

const MAX_ACCOUNTS = 8;
const SALT = "device";

const deviceSchema = z.object({
  deviceId: z.string(),
  accounts: z.array(z.object({ id: z.string(), sessionVersion: z.int() })),
});

/** A browser, and the accounts that have signed in with it. Signing out everywhere removes it from the account. */
export type Device = z.output<typeof deviceSchema>;

/** The browser that sends this cookie. Without a cookie, or with one that Assay did not make, it is a new one. */
export async function openDevice(cookie: string | undefined): Promise<Device> {
  const parsed = deviceSchema.safeParse(await decodeQuietly(cookie));
  return parsed.success ? parsed.data : { deviceId: randomUUID(), accounts: [] };
}

/** The cookie's next value, after an account has signed in. */
export function sealDevice(device: Device, account: Device["accounts"][number]): Promise<string> {
  const others = device.accounts.filter(({ id }) => id !== account.id).slice(0, MAX_ACCOUNTS - 1);
  const token = { deviceId: device.deviceId, accounts: [account, ...others] };
  return encode({ token, secret: env.AUTH_SECRET, salt: SALT, maxAge: DEVICE_SECONDS });
}

async function decodeQuietly(cookie: string | undefined): Promise<unknown> {
  if (cookie === undefined) return null;
  return decode({ token: cookie, secret: env.AUTH_SECRET, salt: SALT }).catch(() => null);
}
