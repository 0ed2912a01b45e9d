import { createHash, randomBytes } from "node:crypto";
import type { Pool } from "pg";

/** Signs a person in through the real door: a one-time link, the anti-forgery token, and the cookie that comes back. */
export async function signIn(url: string, pool: Pool, userId: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await pool.query(
    `INSERT INTO one_time_link (token_hash, purpose, user_id, expires_at)
     VALUES ($1, 'sign-in', $2, now() + interval '1 hour')`,
    [createHash("sha256").update(token).digest(), userId],
  );
  const asked = await fetch(new URL("/api/auth/csrf", url));
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answered = await fetch(new URL("/api/auth/callback/link", url), {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(asked) },
    body: new URLSearchParams({ csrfToken, token, json: "true" }),
  });
  const cookies = cookiesOf(answered);
  if (!cookies.includes("session-token")) throw new Error(`${userId} could not sign in: ${answered.status}`);
  return cookies;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}
