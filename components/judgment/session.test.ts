import { describe, expect, test } from "vitest";
import type { HeldItem } from "#lib/judgment/rules.ts";
import { advance, needsMore, type Session, startSession } from "./session.ts";

const item = (id: string, epoch = 1): HeldItem => ({
  id,
  epoch,
  expiresAt: "2026-11-20T10:00:00.000Z",
  query: null,
  content: { title: id, text: "", url: "", image: "", other: [] },
});
const claim = (session: Session, ...ids: string[]) =>
  advance(session, { kind: "claimed", held: ids.map((id) => item(id)), empty: null, progress: null });
const ids = (session: Session) => session.queue.map(({ id }) => id);

describe("a sitting", () => {
  test("shows what was fetched in the order of the server", () => {
    expect(ids(claim(startSession([]), "a", "b", "c"))).toEqual(["a", "b", "c"]);
  });

  test("goes on to the next item at once and remembers the one before", () => {
    const session = advance(claim(startSession([]), "a", "b"), { kind: "answered", id: "a" });
    expect(ids(session)).toEqual(["b"]);
    expect(session.history.map(({ id }) => id)).toEqual(["a"]);
    expect(session.count).toBe(1);
  });

  test("takes an answer for the item on screen only: a second press changes nothing", () => {
    const once = advance(claim(startSession([]), "a", "b"), { kind: "answered", id: "a" });
    expect(advance(once, { kind: "answered", id: "a" })).toBe(once);
  });

  test("does not show again what was answered, while the server still lists it as held", () => {
    const session = advance(claim(startSession([]), "a", "b"), { kind: "answered", id: "a" });
    expect(ids(claim(session, "a", "b", "c"))).toEqual(["b", "c"]);
  });

  test("does not show what was answered before a reload and waits to be sent", () => {
    expect(ids(claim(startSession(["a"]), "a", "b"))).toEqual(["b"]);
  });

  test("keeps the item on screen in its place and takes its new epoch over", () => {
    const session = advance(claim(startSession([]), "b"), {
      kind: "claimed",
      held: [item("a"), item("b", 2)],
      empty: null,
      progress: null,
    });
    expect(session.queue.map(({ id, epoch }) => [id, epoch])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
  });

  test("fetches more when half is used up, and not when there is nothing more", () => {
    const full = claim(startSession([]), ..."abcdefgh");
    expect(needsMore(full)).toBe(false);
    expect(needsMore(claim(startSession([]), ..."abcd"))).toBe(true);
    const done = advance(full, { kind: "claimed", held: [], empty: "judged-all", progress: null });
    expect(needsMore({ ...done, queue: [] })).toBe(false);
  });
});

describe("undo", () => {
  test("brings ten answers back in reverse order, and no more", () => {
    let session = claim(startSession([]), ..."abcdefghijkl");
    for (const id of "abcdefghijk") session = advance(session, { kind: "answered", id });
    for (let step = 0; step < 12; step++) session = advance(session, { kind: "taken-back" });
    expect(ids(session)).toEqual([..."bcdefghijkl"]);
    expect(session.history).toEqual([]);
  });

  test("makes the item judgeable again, also when the server lists it", () => {
    let session = advance(claim(startSession([]), "a", "b"), { kind: "answered", id: "a" });
    session = advance(session, { kind: "taken-back" });
    expect(ids(claim(session, "a", "b"))).toEqual(["a", "b"]);
    expect(advance(session, { kind: "answered", id: "a" }).count).toBe(1);
  });
});
