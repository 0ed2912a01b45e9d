import type { AuthOptions } from "next-auth";
import { getServerSession } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { cache } from "react";
import { clientAddress } from "#lib/auth/client-address.ts";
import { redeemSignInLink } from "#lib/auth/one-time-link.ts";
import { isPasswordRight } from "#lib/auth/passwords.ts";
import { spendSignInAttempt } from "#lib/auth/rate-limit.ts";
import type { Role } from "#lib/auth/roles.ts";
import { emailSchema } from "#lib/auth/schema.ts";
import { prisma } from "#lib/database/client.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

export type SessionUser = { userId: string; name: string; role: Exclude<Role, "reviewer"> };

export type Claims = { userId: string; sessionVersion: number };

/** next-auth stands behind this one door: nothing outside lib/auth and its route imports it. */
export const authOptions: AuthOptions = {
  secret: env.AUTH_SECRET,
  session: { strategy: "jwt", maxAge: 30 * 24 * 3600 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      id: "password",
      credentials: { email: {}, password: {} },
      authorize: (credentials, request) =>
        signInWithPassword(
          credentials?.email,
          credentials?.password,
          clientAddress(new Headers(request.headers)),
        ),
    }),
    CredentialsProvider({
      id: "link",
      credentials: { token: {} },
      authorize: (credentials) => redeemSignInLink(credentials?.token),
    }),
  ],
  // Cookies that are none, or of a secret that is gone, are nobody's fault here and tell an operator nothing.
  logger: { error: (code) => log.warn({ code }, "sign-in"), warn: () => {}, debug: () => {} },
  callbacks: {
    jwt({ token, user }) {
      if (user && "sessionVersion" in user) {
        token.userId = user.id;
        token.sessionVersion = user.sessionVersion;
      }
      return token;
    },
    session({ session, token }) {
      return { ...session, claims: { userId: token.userId, sessionVersion: token.sessionVersion } };
    },
    // Only ever to a page of our own.
    redirect({ url, baseUrl }) {
      return url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : baseUrl;
    },
  },
};

/** What the session says, or null; it holds only while its version is that of the user. */
export const readClaims = cache(async (): Promise<Claims | null> => {
  const session = (await getServerSession(authOptions)) as { claims?: Partial<Claims> } | null;
  const { userId, sessionVersion } = session?.claims ?? {};
  return typeof userId === "string" && typeof sessionVersion === "number" ? { userId, sessionVersion } : null;
});

/** Who is asking, or null. The session's version is compared on every request, so revoking is immediate. */
export const readSessionUser = cache(async (): Promise<SessionUser | null> => {
  const claims = await readClaims();
  if (claims === null) return null;
  const user = await prisma.user.findUnique({
    where: { id: claims.userId },
    select: { id: true, name: true, role: true, sessionVersion: true },
  });
  if (user === null || user.sessionVersion !== claims.sessionVersion) return null;
  return { userId: user.id, name: user.name, role: user.role as SessionUser["role"] };
});

async function signInWithPassword(email: unknown, password: unknown, address: string) {
  const parsed = emailSchema.safeParse(email);
  if (!parsed.success || typeof password !== "string" || password.length > 200) return null;
  if (!(await spendSignInAttempt(parsed.data, address))) throw new Error("too_many");
  const user = await prisma.user.findUnique({
    where: { email: parsed.data },
    select: { id: true, passwordHash: true, sessionVersion: true },
  });
  const isRight = await isPasswordRight(password, user?.passwordHash ?? null);
  return isRight && user ? { id: user.id, sessionVersion: user.sessionVersion } : null;
}
