import { readFileSync } from "node:fs";
import path from "node:path";
import { type Random, seeded } from "../../random.ts";
import { NEW_PEOPLE, PROJECT, QUIZ_SIZE } from "./fixture.ts";

/** One thing that an annotator asked for, and all bytes they received. */
export type Exchange = { what: string; received: string };

/** A claim of this many, with or without items in hand. */
export type Asked = { count: number; hasHand: boolean };

export type Heard = { exchanges: Exchange[]; asked: Asked[]; over: number };

type Session = { url: string; cookie: string };
type Held = { id: string; epoch: number };

/** Of each answer anew: when it was sent, and what the browser keeps for the connection. */
const OF_THE_CONNECTION = new Set(["date", "connection", "keep-alive", "transfer-encoding", "etag"]);
/** Next draws a name for each answer with a page's data: 21 signs, and what part of the page it is for. */
const OF_THE_RENDERING = /"[A-Za-z0-9_-]{21}[vmh]"/g;
/** With these, all people together ask for every number twice: with items in hand and without. */
const CLAIMS = 10;
const MOST = 20;
const DESK = `/judge/${PROJECT}`;

/** Every kind of request that a desk can make in one session. The same for the same seed. */
export async function sit(session: Session, no: number, seed: number): Promise<Heard> {
  const desk = openDesk(session, no, seeded(seed, `twin ${no}`));
  for (const page of ["/judge", DESK, `${DESK}/history`, `${DESK}/quiz`]) await desk.ask(`GET ${page}`, page);
  // Nothing but the quiz for whoever is new.
  desk.hand = (JSON.parse(await desk.post("claim", { count: 1 })) as { held: Held[] }).held;
  if (no <= NEW_PEOPLE) await takeQuiz(desk);
  for (let turn = 0; turn < CLAIMS; turn++) await workOnce(desk, (no - 1) * CLAIMS + turn);
  for (const page of [DESK, `${DESK}/history`, `${DESK}/quiz`]) await desk.ask(`GET ${page}`, page);
  await desk.ask("GET the desk's data", DESK, { headers: { rsc: "1" } });
  return desk.heard;
}

type Desk = ReturnType<typeof openDesk>;

function openDesk(session: Session, no: number, random: Random) {
  const heard: Heard = { exchanges: [], asked: [], over: 0 };
  const ask = async (what: string, address: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(address, session.url), {
      // Next sends whoever asks for a page's data on to an address of its own.
      redirect: new Headers(init.headers).has("rsc") ? "follow" : "manual",
      ...init,
      headers: { ...init.headers, cookie: session.cookie, origin: new URL(session.url).origin },
    });
    const body = await response.text();
    const headers = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.has(name));
    const source = `person ${no}, request ${heard.exchanges.length + 1}`;
    heard.exchanges.push({
      what: `${source}: ${what}`,
      received: JSON.stringify([response.status, headers, body.replaceAll(OF_THE_RENDERING, "")]),
    });
    return body;
  };
  const post = (name: string, body: object) =>
    ask(`POST ${name} ${JSON.stringify(body)}`, `/api/judge/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ projectId: PROJECT, ...body }),
    });
  return { ask, post, random, heard, hand: [] as Held[] };
}

/** The n-th claim of all: its number goes round from 1 to 20, with empty hands and then with something in them. */
async function workOnce(desk: Desk, n: number): Promise<void> {
  const { post, random, heard } = desk;
  const count = 1 + (n % MOST);
  const since = random.chance(0.7) ? { since: "2026-01-01T00:00:00.000Z" } : {};
  heard.asked.push({ count, hasHand: desk.hand.length > 0 });
  const before = desk.hand.length;
  const { held } = JSON.parse(await post("claim", { count, ...since })) as { held: Held[] };
  if (held.length > Math.max(before, count)) heard.over++;
  if (random.chance(0.3)) await post("renew", {});
  if (random.chance(0.3)) await post("feedback", { seen: [] });
  if (random.chance(0.3)) await desk.ask("GET the desk's data", DESK, { headers: { rsc: "1" } });
  // A person who needs items in hand for the next request keeps at least one.
  const keeps = Math.floor((n + 1) / MOST) % 2 === 1;
  const answered = keeps ? held.slice(random.below(held.length) + 1) : held;
  const told: string[] = [];
  for (const item of answered) if (await answer(desk, item)) told.push(item.id);
  await post("feedback", { answered: told, seen: told.filter(() => random.chance(0.5)) });
  for (const id of told.slice(-3)) {
    if (random.chance(0.3)) await post("undo", { assignmentId: id, key: random.uuid() });
  }
  await giveBack(desk, keeps);
}

/** False when it was taken back. */
async function answer({ post, random }: Desk, { id, epoch }: Held): Promise<boolean> {
  const body = {
    assignmentId: id,
    epoch,
    key: random.uuid(),
    level: 2 + random.below(3),
    unratable: null,
    comment: random.chance(0.1) ? "Not sure" : null,
    durationMs: 1500,
    guidelineVersion: 1,
  };
  await post("submit", body);
  // A second time, as after a cut connection.
  if (random.chance(0.2)) await post("submit", body);
  if (!random.chance(0.1)) return true;
  await post("undo", { assignmentId: id, key: random.uuid() });
  return false;
}

/** An undone item is in hand again. It is answered, returned now or soon, or kept. */
async function giveBack(desk: Desk, keeps: boolean): Promise<void> {
  const { post, random } = desk;
  const { held } = JSON.parse(await post("claim", { count: 1 })) as { held: Held[] };
  const given = keeps ? held.slice(1).filter(() => random.chance(0.2)) : held;
  const ids = given.map(({ id }) => id);
  const when = keeps && random.chance(0.5) ? "soon" : "now";
  await post("return", { assignmentIds: ids, when });
  desk.hand = when === "soon" ? held : held.filter(({ id }) => !ids.includes(id));
}

/** One miss, and the rest right: passed. */
async function takeQuiz(desk: Desk): Promise<void> {
  const action = actionCalled("answerQuizAction");
  for (let done = 0; done < QUIZ_SIZE; done++) {
    const page = await desk.ask("GET the quiz's data", `${DESK}/quiz`, { headers: { rsc: "1" } });
    await desk.ask("GET the quiz", `${DESK}/quiz`);
    const itemId = /"item":\{"id":"([0-9a-f-]{36})"/.exec(page)?.[1];
    if (itemId === undefined) throw new Error("The quiz's page names no item.");
    const reply = await desk.ask(`answer the quiz, item ${done + 1}`, `${DESK}/quiz`, {
      method: "POST",
      headers: {
        "next-action": action,
        accept: "text/x-component",
        "content-type": "text/plain;charset=UTF-8",
      },
      body: JSON.stringify([PROJECT, { attempt: 1, itemId, level: done === 0 ? 5 : 3 }]),
    });
    if (!reply.includes('"isRight"')) throw new Error(`The quiz took no answer: ${reply.slice(0, 300)}`);
  }
}

/** Under what name the build has a server action. */
function actionCalled(name: string): string {
  const file = path.join(import.meta.dirname, "../../../.next/server/server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(file, "utf8")) as {
    node: Record<string, { exportedName?: string }>;
  };
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === name);
  if (!found) throw new Error(`The build has no action ${name}.`);
  return found[0];
}
