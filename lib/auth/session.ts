import { cookies, headers } from "next/headers";
import type { AuthOptions } from "next-auth";
import { getServerSession } from "next-auth";
import { decode, type JWTDecodeParams } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { cache } from "react";
import { checkPassword } from "#lib/account/mutations/check-password.ts";
import { redeemSignInLink } from "#lib/account/mutations/one-time-link.ts";
import {
  type Claims,
  closeSession,
  openSession,
  readHolder,
  SESSION_SECONDS,
} from "#lib/account/mutations/sessions.ts";
import { beginByLink } from "#lib/account/mutations/tries.ts";
import { emailSchema, nextPageSchema } from "#lib/account/schema.ts";
import { clientAddress, ownOrigin } from "#lib/auth/client-address.ts";
import { DEVICE_COOKIE, DEVICE_SECONDS, openDevice, sealDevice } from "#lib/auth/device.ts";
import type { Role } from "#lib/auth/roles.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

export type SessionUser = { userId: string; name: string; role: Exclude<Role, "reviewer"> };

/** The only use of next-auth: nothing outside lib/auth and its route imports it. */
const authOptions: AuthOptions = {
  secret: env.AUTH_SECRET,
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      id: "password",
      credentials: { email: {}, password: {} },
      authorize: (credentials) => signInWithPassword(credentials?.email, credentials?.password),
    }),
    CredentialsProvider({
      id: "link",
      credentials: { token: {} },
      authorize: (credentials) => signInWithLink(credentials?.token),
    }),
  ],
  // Malformed cookies, or cookies of an old secret, are not a fault that an operator can mend.
  logger: { error: (code) => log.warn({ code }, "sign-in"), warn: () => {}, debug: () => {} },
  callbacks: {
    jwt({ token, user }) {
      if (!user || !("sessionId" in user) || !("sessionVersion" in user)) return token;
      const { id: userId, sessionId, sessionVersion } = user;
      return { ...token, userId, sessionId, sessionVersion };
    },
    session({ session, token }) {
      const { userId, sessionId, sessionVersion } = token;
      return { ...session, claims: { userId, sessionId, sessionVersion } };
    },
    // Only to a page of this Assay.
    redirect: ({ url, baseUrl }) => new URL(nextPageSchema.parse(url), baseUrl).href,
  },
  events: {
    signOut: async ({ token }) => {
      const claims = claimsOf(token);
      if (claims) await closeSession(claims.sessionId);
    },
  },
};

/** For next-auth's own route, which would otherwise return and renew a session that has ended. */
export const routeOptions: AuthOptions = { ...authOptions, jwt: { decode: decodeOpen } };

/** The content of the session, or null. The caller asks the database whether it is still open. */
export const readClaims = cache(async (): Promise<Claims | null> => {
  const session = (await getServerSession(authOptions)) as { claims?: unknown } | null;
  return claimsOf(session?.claims);
});

/** The signed-in user, or null. */
export const readSessionUser = cache(async (): Promise<SessionUser | null> => {
  const claims = await readClaims();
  const holder = claims && (await readHolder(claims));
  return holder && { ...holder, role: holder.role as SessionUser["role"] };
});

function claimsOf(token: unknown): Claims | null {
  const { sessionId, userId, sessionVersion } = (token ?? {}) as Partial<Record<keyof Claims, unknown>>;
  if (typeof sessionId !== "string" || typeof userId !== "string" || typeof sessionVersion !== "number") {
    return null;
  }
  return { sessionId, userId, sessionVersion };
}

async function decodeOpen(params: JWTDecodeParams) {
  const token = await decode(params);
  const claims = claimsOf(token);
  return claims && (await readHolder(claims)) ? token : null;
}

async function signInWithPassword(email: unknown, password: unknown) {
  const parsed = emailSchema.safeParse(email);
  if (!parsed.success || typeof password !== "string" || password.length > 200) return null;
  const device = await openDevice((await cookies()).get(DEVICE_COOKIE)?.value);
  const address = clientAddress(await headers());
  const found = await checkPassword({ email: parsed.data, password, address, device });
  if (found === "too_many") throw new Error("too_many");
  return found === "wrong" ? null : letIn(found);
}

// A valid link cannot be guessed, so it works even after many wrong ones from the same address.
async function signInWithLink(token: unknown) {
  const found = await redeemSignInLink(token);
  if (found) return letIn(found);
  if ((await beginByLink(clientAddress(await headers()))) === null) throw new Error("too_many");
  return null;
}

/** Opens a session, ends the previous one of this browser, and remembers the browser. */
async function letIn(user: { id: string; sessionVersion: number }) {
  const [jar, earlier] = [await cookies(), await readClaims()];
  if (earlier) await closeSession(earlier.sessionId);
  const device = await openDevice(jar.get(DEVICE_COOKIE)?.value);
  jar.set(DEVICE_COOKIE, await sealDevice(device, user), {
    // Only sign-in reads it.
    path: "/api/auth",
    httpOnly: true,
    sameSite: "lax",
    secure: ownOrigin(await headers()).startsWith("https:"),
    maxAge: DEVICE_SECONDS,
  });
  return { ...user, sessionId: await openSession(user.id) };
}
