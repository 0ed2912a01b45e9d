import { describe, expect, test } from "vitest";
import { submitSchema, undoSchema } from "#lib/judgment/schema.ts";
import {
  answeredIn,
  delayAfter,
  newRequestKey,
  type OutboxEntry,
  type OutboxStore,
  ownerOf,
  type Post,
  positionAfter,
  refusedIn,
  sendWaiting,
  waitingIn,
  withArriving,
} from "./outbox.ts";
import { fromStored, type StoredEntry } from "./outbox-store.ts";

function memoryStore(entries: OutboxEntry[]) {
  const kept = new Map(entries.map((entry) => [entry.position, entry]));
  const store: OutboxStore = {
    put: async (entry) => {
      kept.set(entry.position, entry);
      return true;
    },
    list: async (owner) =>
      [...kept.values()]
        .filter(({ position }) => position.startsWith(`${owner}|`))
        .sort((a, b) => (a.position < b.position ? -1 : 1)),
    remove: async (position) => void kept.delete(position),
  };
  return { kept, store };
}

let last = 0;
function entry(kind: "judge" | "undo", assignmentId: string, owner = "me"): OutboxEntry {
  const { position, at } = positionAfter(owner, last, 1);
  last = at;
  const body = { projectId: "p", assignmentId, key: newRequestKey() };
  return { kind, body, position, about: assignmentId, refusal: null } as OutboxEntry;
}

function server(answers: Record<string, { status: number; body?: unknown }>) {
  const seen: string[] = [];
  const post: Post = async (kind, body) => {
    seen.push(`${kind} ${body.assignmentId}`);
    const answer = answers[body.assignmentId] ?? { status: 200 };
    return { status: answer.status, body: answer.body ?? { outcome: "saved", counted: true } };
  };
  return { seen, post };
}

describe("what waits to be sent", () => {
  test("goes out in the order of giving and leaves when the server has it", async () => {
    const { kept, store } = memoryStore([entry("judge", "a"), entry("undo", "a"), entry("judge", "a")]);
    const { seen, post } = server({});
    expect(await sendWaiting("me", store, post)).toBe("sent");
    expect(seen).toEqual(["judge a", "undo a", "judge a"]);
    expect(kept.size).toBe(0);
  });

  test("goes out a few at once, but what is about one assignment one after the other", async () => {
    const given = [
      entry("judge", "a"),
      entry("undo", "a"),
      ..."bcdefgh".split("").map((id) => entry("judge", id)),
    ];
    const { kept, store } = memoryStore(given);
    const underWay = new Set<string>();
    const most = { all: 0, ofA: 0 };
    const post: Post = async (kind, { assignmentId }) => {
      const name = `${kind} ${assignmentId}`;
      underWay.add(name);
      most.all = Math.max(most.all, underWay.size);
      most.ofA = Math.max(most.ofA, [...underWay].filter((other) => other.endsWith(" a")).length);
      await new Promise((resolve) => setImmediate(resolve));
      underWay.delete(name);
      return { status: 200, body: { outcome: "saved", counted: true } };
    };
    expect(await sendWaiting("me", store, post)).toBe("sent");
    expect(most).toEqual({ all: 3, ofA: 1 });
    expect(kept.size).toBe(0);
  });

  test("stays when the server is not reached, and so does everything behind it", async () => {
    const { kept, store } = memoryStore([entry("judge", "a"), entry("judge", "b")]);
    const post: Post = async () => {
      throw new TypeError("Failed to fetch");
    };
    expect(await sendWaiting("me", store, post)).toBe("later");
    expect(kept.size).toBe(2);
  });

  test("stays through errors of the server and a sign-out", async () => {
    const { kept, store } = memoryStore([entry("judge", "a")]);
    expect(await sendWaiting("me", store, server({ a: { status: 503 } }).post)).toBe("later");
    expect(await sendWaiting("me", store, server({ a: { status: 429 } }).post)).toBe("later");
    expect(await sendWaiting("me", store, server({ a: { status: 401 } }).post)).toBe("signed-out");
    expect(kept.size).toBe(1);
  });

  test("is kept as refused when the server does not take it, and what is behind goes on", async () => {
    const { kept, store } = memoryStore([entry("judge", "a"), entry("judge", "b"), entry("judge", "c")]);
    const { post } = server({
      a: { status: 200, body: { outcome: "already-judged" } },
      b: { status: 404, body: { title: "not found" } },
    });
    expect(await sendWaiting("me", store, post)).toBe("sent");
    expect([...kept.values()].map(({ refusal }) => refusal)).toEqual(["already-judged", "refused"]);
  });

  test("is sent again under the same request key after an unknown end, so that it is one judgment", async () => {
    const { kept, store } = memoryStore([entry("judge", "a")]);
    const requestKeys: string[] = [];
    let isUp = false;
    const post: Post = async (_, body) => {
      requestKeys.push(body.key);
      if (!isUp) throw new TypeError("the connection broke after the server had stored it");
      return { status: 200, body: { outcome: "saved", counted: true } };
    };
    await sendWaiting("me", store, post);
    isUp = true;
    await sendWaiting("me", store, post);
    expect(new Set(requestKeys).size).toBe(1);
    expect(kept.size).toBe(0);
  });

  test("of another person on this device is left alone", async () => {
    const { kept, store } = memoryStore([entry("judge", "a", "you")]);
    const { seen, post } = server({});
    expect(await sendWaiting("me", store, post)).toBe("sent");
    expect(seen).toEqual([]);
    expect(kept.size).toBe(1);
  });
});

test("an item counts as answered until it is taken back or refused", () => {
  const refused = { ...entry("judge", "c"), refusal: "unknown" as const };
  const entries = [entry("judge", "a"), entry("judge", "b"), entry("undo", "b"), refused];
  expect([...answeredIn(entries)]).toEqual(["a"]);
});

test("what is still on its way into the store counts as waiting, once, in the order of giving", () => {
  const [a, b, c] = [entry("judge", "a"), entry("judge", "b"), entry("judge", "c")];
  const seen = withArriving([a, c], [b, c]);
  expect(seen.map(({ body }) => body.assignmentId)).toEqual(["a", "b", "c"]);
  expect(waitingIn(seen)).toBe(3);
  expect(waitingIn([{ ...a, refusal: "conflict" }, b])).toBe(1);
});

test("the next try comes later each time, by at most half a minute, and never exactly when others come", () => {
  expect(delayAfter(0, 1)).toBe(500);
  expect(delayAfter(3, 0)).toBe(2000);
  expect(delayAfter(20, 1)).toBe(30_000);
});

test("request keys are UUIDs of version 4 and differ", () => {
  const keys = new Set(Array.from({ length: 100 }, newRequestKey));
  expect(keys.size).toBe(100);
  for (const key of keys)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

// As a browser of November 2026 keeps them in IndexedDB: database "assay", store "outbox", the key is the place.
const STORED = `[
  {"kind":"judge","place":"u1/demo|00001795000000000000|0d5f6c1e-2b7a-4c3d-8e9f-a1b2c3d4e5f6","about":"camera","refusal":null,
   "body":{"projectId":"demo","assignmentId":"5b0c7a3e-6f0d-4a59-9c37-1c2a4e9d8f01","epoch":2,"key":"3f1e8a52-7c64-4b0a-9d2f-6e5d4c3b2a19",
           "level":4,"unratable":null,"comment":"too small","durationMs":1500,"guidelineVersion":3}},
  {"kind":"undo","place":"u1/demo|00001795000000000001|1d5f6c1e-2b7a-4c3d-8e9f-a1b2c3d4e5f6","about":"camera","refusal":null,
   "body":{"projectId":"demo","assignmentId":"5b0c7a3e-6f0d-4a59-9c37-1c2a4e9d8f01","key":"4f1e8a52-7c64-4b0a-9d2f-6e5d4c3b2a19"}},
  {"kind":"judge","place":"u1/demo|00001795000000000002|2d5f6c1e-2b7a-4c3d-8e9f-a1b2c3d4e5f6","about":"lens","refusal":"already-judged",
   "body":{"projectId":"demo","assignmentId":"6b0c7a3e-6f0d-4a59-9c37-1c2a4e9d8f01","epoch":1,"key":"5f1e8a52-7c64-4b0a-9d2f-6e5d4c3b2a19",
           "level":null,"unratable":"query","comment":null,"durationMs":900,"guidelineVersion":3}}
]`;

test("what an earlier version left on a device is read, sent as it is, and understood by the server", async () => {
  const { kept, store } = memoryStore((JSON.parse(STORED) as StoredEntry[]).map(fromStored));
  const owner = ownerOf("u1", "demo");
  expect(waitingIn(await store.list(owner))).toBe(2);
  expect(refusedIn(await store.list(owner))).toEqual(["6b0c7a3e-6f0d-4a59-9c37-1c2a4e9d8f01"]);
  const sent: unknown[] = [];
  const post: Post = async (kind, body) => {
    sent.push(kind === "judge" ? submitSchema.parse(body) : undoSchema.parse(body));
    return { status: 200, body: { outcome: "saved", counted: true } };
  };
  expect(await sendWaiting(owner, store, post)).toBe("sent");
  expect(sent).toEqual(
    (JSON.parse(STORED) as StoredEntry[])
      .slice(0, 2)
      .map(({ body: { key, ...said } }) => ({ ...said, requestKey: key })),
  );
  expect([...kept.values()].map(({ refusal }) => refusal)).toEqual(["already-judged"]);
});
