import { seeded } from "../random.ts";
import { PAGE, PROJECT } from "./plant.ts";

/** One thing that an annotator asked for, and all bytes they received. */
export type Exchange = { what: string; received: string };

type Session = { url: string; cookie: string };
type Held = { held: { id: string; epoch: number }[] };

/** Of each answer anew: when it was sent, and what the browser keeps for the connection. */
const OF_THE_CONNECTION = new Set(["date", "connection", "keep-alive", "transfer-encoding", "etag"]);

/** What a desk asks for from its opening to the answer on everything it holds; the same for the same seed. */
export async function judgeAPage(session: Session, no: number, seed: number): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const ask = async (what: string, path: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(path, session.url), {
      redirect: "manual",
      ...init,
      headers: { ...init.headers, cookie: session.cookie, origin: new URL(session.url).origin },
    });
    const body = await response.text();
    const headers = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.has(name));
    exchanges.push({
      what: `person ${no}: ${what}`,
      received: JSON.stringify([response.status, headers, body]),
    });
    return body;
  };
  const post = (path: string, body: object) =>
    ask(`POST ${path}`, `/api/judge/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ projectId: PROJECT, ...body }),
    });
  const desk = `/judge/${PROJECT}`;
  for (const path of ["/judge", desk, `${desk}/history`, `${desk}/quiz`]) await ask(`GET ${path}`, path);
  await ask("GET the desk's data", desk, { headers: { rsc: "1" } });
  const claimed = await post("claim", { count: PAGE, since: "2026-01-01T00:00:00.000Z" });
  await post("renew", {});
  await post("feedback", { seen: [] });
  await answerAll(post, (JSON.parse(claimed) as Held).held, no, seed);
  return exchanges;
}

async function answerAll(
  post: (path: string, body: object) => Promise<string>,
  held: Held["held"],
  no: number,
  seed: number,
): Promise<void> {
  const random = seeded(seed, `twin ${no}`);
  for (const [at, { id, epoch }] of held.entries()) {
    const answer = {
      assignmentId: id,
      epoch,
      key: random.uuid(),
      level: 1 + random.below(5),
      unratable: null,
      comment: null,
      durationMs: 1500,
      guidelineVersion: 1,
    };
    await post("submit", answer);
    // A second time, as after a cut connection.
    if (random.chance(0.3)) await post("submit", answer);
    if (random.chance(0.3)) await post("undo", { assignmentId: id, key: random.uuid() });
    if (at === 0) await post("renew", {});
  }
}
