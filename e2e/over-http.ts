import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { APIRequestContext } from "@playwright/test";
import { ask } from "./database.ts";
import { running } from "./fixtures.ts";

export type Person = { id: string; email: string; password: string };

/** A person with a password who is in no project yet. */
export async function makePerson(name: string): Promise<Person> {
  const id = `person-${randomUUID().slice(0, 8)}`;
  const person = { id, email: `${id}@example.com`, password: `lantern-${id}-orchard` };
  await ask(
    "INSERT INTO app_user (id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, 'annotator')",
    [id, name, person.email, await hash(person.password)],
  );
  return person;
}

/** Tries to sign in as the sign-in page does. Returns null when it worked, else the reason that the server gives. */
export async function trySignIn(
  request: APIRequestContext,
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<string | null> {
  const origin = running().address.local;
  const asked = await request.get("/api/auth/csrf", { headers });
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answered = await request.post("/api/auth/callback/password", {
    headers: { origin, ...headers },
    form: { csrfToken, email, password, json: "true" },
  });
  const { url } = (await answered.json()) as { url: string };
  const answer = new URL(url, origin).searchParams;
  if (answer.has("csrf")) throw new Error("The anti-forgery token did not hold.");
  return answer.get("error");
}

/** Signs out as the button does. */
export async function signOut(request: APIRequestContext): Promise<void> {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await request.post("/api/auth/signout", {
    headers: { origin: running().address.local },
    form: { csrfToken, json: "true" },
  });
}
