import { setTimeout as pause } from "node:timers/promises";
import { signIn } from "../../crowd/session.ts";
import type { Fixture } from "../../ground/fixture.ts";

type Health = { replica?: { state: string; lagSeconds: number | null } };
export type Page = { status: number; html: string };

/** Somebody on the requester's side, with a browser that has changed nothing, and another that has. */
export type Reader = {
  /** How many pages were read, and how many did not come */
  count: { read: number; failed: number };
  read(path: string, origin?: string): Promise<Page>;
  readOnAndOn(rounds: number): Promise<void>;
  /** Sends something that changes, or might have, and keeps what the browser is told with it */
  change(): Promise<void>;
  /** From the browser that has changed something */
  readAfterChange(path: string, signal?: AbortSignal): Promise<Page>;
  health(): Promise<Health[]>;
};

const PATHS = ["", "/items", "/annotators", "/agreement", "/gold", "/datasets"];
const BETWEEN_MS = 100;

export async function openReader({ pool, plan, instances }: Fixture): Promise<Reader> {
  const { projectId } = plan;
  const id = `${projectId}-requester`;
  await pool.query("INSERT INTO app_user (id, name, role) VALUES ($1, 'Requester', 'requester')", [id]);
  await pool.query("INSERT INTO member (project_id, user_id, role) VALUES ($1, $2, 'requester')", [
    projectId,
    id,
  ]);
  const session = (await signIn(instances.url, pool, id))
    .split("; ")
    .filter((cookie) => !cookie.startsWith("assay-seen="))
    .join("; ");
  let seen = "";
  const count = { read: 0, failed: 0 };
  const get = async (
    path: string,
    cookie: string,
    origin = instances.url,
    signal?: AbortSignal,
  ): Promise<Page> => {
    const address = new URL(`/projects/${projectId}${path}`, origin);
    const answer = await fetch(address, {
      headers: { cookie },
      redirect: "manual",
      ...(signal ? { signal } : {}),
    });
    const page = { status: answer.status, html: await answer.text() };
    count.read++;
    if (page.status !== 200) count.failed++;
    return page;
  };
  return {
    count,
    read: (path, origin) => get(path, session, origin),
    async readOnAndOn(rounds) {
      for (let round = 0; round < rounds; round++) {
        for (const path of PATHS) {
          await get(path, session);
          await pause(BETWEEN_MS);
        }
      }
    },
    async change() {
      const address = new URL("/api/judge/renew", instances.url);
      const answer = await fetch(address, {
        method: "POST",
        headers: { cookie: session, origin: address.origin, "content-type": "application/json" },
        body: JSON.stringify({ projectId }),
      });
      seen = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    },
    readAfterChange: (path, signal) => get(path, `${session}; ${seen}`, instances.all[0]?.url, signal),
    async health() {
      const answers = instances.all.map(({ url }) => fetch(new URL("/api/health", url)));
      return Promise.all((await Promise.all(answers)).map(async (answer) => (await answer.json()) as Health));
    },
  };
}
