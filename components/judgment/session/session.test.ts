import { describe, expect, test } from "vitest";
import type { HeldItem } from "#lib/judgment/rules.ts";
import { strayDrafts } from "./drafts.ts";
import { type Answer, advance, lastUndoable, needsMore, type Session, startSession } from "./session.ts";

/** "a" has no query; "x1", "x2" are results of the query x. */
const item = (id: string, epoch = 1): HeldItem => ({
  id,
  epoch,
  expiresAt: "2026-11-20T10:00:00.000Z",
  query: id.length > 1 ? { text: id.slice(0, 1), note: "", place: Number(id.slice(1)), results: 9 } : null,
  content: { title: id, text: "", url: "", image: "", other: [] },
});
const GOOD: Answer = { level: 4, unratable: null, comment: null };
const claim = (session: Session, ...ids: string[]) =>
  advance(session, { kind: "claimed", held: ids.map((id) => item(id)), empty: null, progress: null });
const answer = (session: Session, id: string, given = GOOD) =>
  advance(session, { kind: "answered", id, answer: given });
const takeBack = (session: Session) => advance(session, { kind: "taken-back" });
const draftOf = (session: Session, change: Partial<Session["draft"]>) =>
  advance(session, { kind: "drafted", change });
const ids = (session: Session) => session.queue.map(({ id }) => id);
const start = (...held: string[]) => claim(startSession(), ...held);

describe("a sitting", () => {
  test("shows what was fetched in the order of the server", () => {
    expect(ids(start("a", "b", "c"))).toEqual(["a", "b", "c"]);
  });

  test("goes on to the next item at once and remembers the one before", () => {
    const session = answer(start("a", "b"), "a");
    expect(ids(session)).toEqual(["b"]);
    expect(session.history.map((judged) => judged.item.id)).toEqual(["a"]);
    expect(session.count).toBe(1);
  });

  test("takes an answer for the item on screen only: a second press changes nothing", () => {
    const once = answer(start("a", "b"), "a");
    expect(answer(once, "a")).toBe(once);
  });

  test("does not show again what was answered, while the server still lists it as held", () => {
    expect(ids(claim(answer(start("a", "b"), "a"), "a", "b", "c"))).toEqual(["b", "c"]);
  });

  test("keeps the item on screen first and as it is, and takes its new epoch over", () => {
    const changed = { ...item("b", 2), content: { ...item("b").content, title: "other" } };
    const session = advance(start("b"), {
      kind: "claimed",
      held: [item("a"), changed],
      empty: null,
      progress: null,
    });
    expect(session.queue.map(({ id, epoch, content }) => [id, epoch, content.title])).toEqual([
      ["b", 2, "b"],
      ["a", 1, "a"],
    ]);
  });

  test("stays with the query on screen while there are results of it", () => {
    expect(ids(claim(start("x1", "y1"), "y1", "x1", "z1", "x2"))).toEqual(["x1", "x2", "y1", "z1"]);
  });

  test("lets go what is lent to somebody else by now, but not what is being read", () => {
    expect(ids(claim(start("a", "b", "c"), "c", "d"))).toEqual(["a", "c", "d"]);
  });

  test("fetches more when half is used up, and not when there is nothing more", () => {
    expect(needsMore(start(..."abcdefgh"))).toBe(false);
    expect(needsMore(start(..."abcd"))).toBe(true);
    const done = advance(startSession(), { kind: "claimed", held: [], empty: "judged-all", progress: null });
    expect(needsMore(done)).toBe(false);
  });

  test("forgets the draft with the answer: a comment never slips to the next item", () => {
    const drafted = advance(start("a", "b"), { kind: "drafted", change: { level: 2, comment: "why" } });
    expect(drafted.draft).toMatchObject({ level: 2, comment: "why" });
    expect(answer(drafted, "a").draft).toMatchObject({ level: null, comment: "" });
  });
});

describe("undo", () => {
  test("brings ten answers back in reverse order, and no more", () => {
    let session = start(..."abcdefghijkl");
    for (const id of "abcdefghijk") session = answer(session, id);
    for (let step = 0; step < 12; step++) session = takeBack(session);
    expect(ids(session)).toEqual([..."bcdefghijkl"]);
    expect(session.history).toEqual([]);
  });

  test("shows what was said, to be changed or sent again", () => {
    const given: Answer = { level: 2, unratable: null, comment: "an older model" };
    expect(takeBack(answer(start("a", "b"), "a", given)).draft).toMatchObject({
      level: 2,
      comment: "an older model",
    });
  });

  test("leaves what was being written on the item that was on screen", () => {
    const writing = draftOf(answer(start("a", "b"), "a"), { level: 2, comment: "not sure" });
    const session = takeBack(writing);
    expect(session.draft).toMatchObject({ level: 4, comment: "" });
    expect(answer(session, "a").draft).toMatchObject({ level: 2, comment: "not sure" });
  });

  test("makes the item judgeable again, also while the server does not list it as held", () => {
    const session = takeBack(takeBack(answer(answer(start("a", "b", "c"), "a"), "b")));
    expect(ids(claim(session, "c", "d"))).toEqual(["a", "b", "c", "d"]);
    expect(ids(claim(session, "c", "a", "b"))).toEqual(["a", "b", "c"]);
    expect(answer(session, "a").count).toBe(1);
  });
});

describe("a suspension", () => {
  const claimed = { kind: "claimed", held: [], progress: null } as const;
  const working = answer(start("a", "b", "c"), "a");
  const suspended = advance(working, { ...claimed, empty: "suspended", suspendedFor: "Spam" });

  test("clears the desk and takes back nothing, also where the project is paused", () => {
    expect(suspended).toMatchObject({ queue: [], suspendedFor: "Spam" });
    expect(lastUndoable(suspended)).toBeUndefined();
    expect(takeBack(suspended)).toBe(suspended);
    const paused = advance(working, { ...claimed, empty: "paused", suspendedFor: "" });
    expect(ids(takeBack(paused))).toEqual([]);
  });

  test("that ends gives items, and what can be taken back", () => {
    const back = claim(suspended, "b");
    expect(back.suspendedFor).toBeNull();
    expect(ids(takeBack(back))).toEqual(["a", "b"]);
  });

  test("keeps what was written on the item on screen, to be copied", () => {
    const writing = draftOf(working, { comment: "not sure" });
    const { isHeldKnown, drafts, queue } = advance(writing, {
      ...claimed,
      empty: "suspended",
      suspendedFor: "",
    });
    expect(isHeldKnown).toBe(true);
    expect(strayDrafts(drafts, queue)).toEqual([{ id: "b", about: "b", comment: "not sure" }]);
  });

  test("that the desk learns of by a refused undo leaves the answer as it was", () => {
    const after = advance(takeBack(working), { kind: "stands", id: "a" });
    expect(ids(after)).toEqual(["b", "c"]);
    expect(ids(claim(after, "a", "b", "c"))).toEqual(["b", "c"]);
    expect(advance(after, { kind: "stands", id: "b" })).toBe(after);
  });
});

describe("what was told to be missed", () => {
  test("cannot be taken back any more; what was answered before it can", () => {
    const session = answer(answer(start("a", "b", "c"), "a"), "b");
    const after = takeBack(advance(session, { kind: "closed", ids: ["b", "z"] }));
    expect(ids(after)).toEqual(["a", "c"]);
    expect(takeBack(after)).toBe(after);
  });

  test("changes nothing when it was answered before this sitting", () => {
    const session = answer(start("a", "b"), "a");
    expect(advance(session, { kind: "closed", ids: ["z"] })).toBe(session);
  });
});

describe("after a reload what was begun", () => {
  const begun = draftOf(start("a", "b"), { level: 2, comment: "why" }).drafts;
  const reloaded = advance(startSession(), { kind: "begun", drafts: begun });

  test("is on screen first, wherever the server lists its item", () => {
    const session = claim(reloaded, "c", "a", "b");
    expect(ids(session)).toEqual(["a", "c", "b"]);
    expect(session.draft).toMatchObject({ level: 2, comment: "why" });
  });

  test("stays until it is thrown away, also when its item went to somebody else; a level alone does not", () => {
    const session = claim(reloaded, "c");
    expect(session.draft.comment).toBe("");
    expect(strayDrafts(session.drafts, session.queue)).toEqual([{ id: "a", about: "a", comment: "why" }]);
    expect(advance(session, { kind: "discarded", id: "a" }).drafts).toEqual({});
    const wordless = draftOf(start("a"), { level: 2 }).drafts;
    expect(claim(advance(startSession(), { kind: "begun", drafts: wordless }), "c").drafts).toEqual({});
  });

  test("is not called astray while the server has not looked what is held", () => {
    const paused = (empty: "paused" | "judged-all") =>
      advance(reloaded, { kind: "claimed", held: [], empty, progress: null });
    expect([paused("paused").isHeldKnown, paused("judged-all").isHeldKnown]).toEqual([false, true]);
  });
});

test("after a reload the answers before it can be taken back, but never instead of newer ones", () => {
  const { history } = answer(start("a", "b"), "a");
  const restored = advance(startSession(), { kind: "restored", history });
  expect(ids(takeBack(claim(restored, "b", "c")))).toEqual(["a", "b", "c"]);
  const newer = answer(start("b", "c"), "b");
  expect(advance(newer, { kind: "restored", history })).toBe(newer);
});

describe("another tab", () => {
  const elsewhere = (session: Session, id: string, isAnswered = true) =>
    advance(session, { kind: "elsewhere", id, isAnswered });

  test("that answers the item on screen takes it away here, with what was begun on it", () => {
    const drafted = advance(start("a", "b"), { kind: "drafted", change: { level: 2 } });
    const session = elsewhere(drafted, "a");
    expect(ids(session)).toEqual(["b"]);
    expect(session.draft.level).toBeNull();
    expect(ids(claim(session, "a", "b", "c"))).toEqual(["b", "c"]);
  });

  test("that answers the item on screen does not take the words that were written on it here", () => {
    const session = elsewhere(draftOf(start("a", "b"), { comment: "mine" }), "a");
    expect(strayDrafts(session.drafts, session.queue)).toEqual([{ id: "a", about: "a", comment: "mine" }]);
  });

  test("leaves what was begun here on another item", () => {
    const drafted = advance(start("a", "b"), { kind: "drafted", change: { level: 2 } });
    expect(elsewhere(drafted, "b").draft.level).toBe(2);
  });

  test("that takes an answer back lets the item come again", () => {
    const session = elsewhere(elsewhere(start("a", "b"), "a"), "a", false);
    expect(ids(claim(session, "a", "b"))).toEqual(["b", "a"]);
  });
});

describe("progress", () => {
  const told = (session: Session, today: number, least: number, most: number | null, isAll = false) =>
    advance(session, {
      ...{ kind: "claimed", held: session.queue, empty: null, isAll },
      progress: { today, ahead: { least, most } },
    });

  test("follows answers and undo without asking", () => {
    const session = answer(answer(told(start("a", "b", "c"), 5, 31, 40), "a"), "b");
    expect(session.progress).toEqual({ today: 7, ahead: { least: 29, most: 38 } });
    expect(takeBack(session).progress).toEqual({ today: 6, ahead: { least: 30, most: 39 } });
  });

  test("knows no most where there may be many more than the server counts, and still counts down the least", () => {
    expect(answer(told(start("a", "b"), 5, 51, null), "a").progress).toEqual({
      today: 6,
      ahead: { least: 50, most: null },
    });
  });

  test("does not go down when the server has not got the latest answers yet", () => {
    const session = answer(told(start("a", "b"), 5, 31, 40), "a");
    expect(told(session, 5, 31, 40).progress?.today).toBe(6);
  });

  test("counts what is on its way to the server as answered, and not as left", () => {
    const session = answer(start("a", "b"), "a");
    const claimed = advance(session, {
      ...{ kind: "claimed", held: [item("a"), item("b")], empty: null },
      progress: { today: 5, ahead: { least: 2, most: 2 } },
    });
    expect(claimed.progress).toEqual({ today: 6, ahead: { least: 1, most: 1 } });
  });

  test("is exact once fewer items came than were asked for: then all that is left is here", () => {
    const session = told(start("a", "b", "c"), 5, 1, 20, true);
    expect(session.progress?.ahead).toEqual({ least: 3, most: 3 });
    expect(answer(session, "a").progress?.ahead).toEqual({ least: 2, most: 2 });
  });
});
