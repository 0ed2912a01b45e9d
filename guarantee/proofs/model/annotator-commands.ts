import { deepStrictEqual, ok } from "node:assert";
import { randomUUID } from "node:crypto";
import { hashOf, type Real } from "./real.ts";
import type { Item, Model, Pair, Person } from "./state.ts";
import * as state from "./state.ts";

type Lent = { id: string; itemNo: number; epoch: number };

export async function claim(model: Model, real: Real, person: Person, count: number): Promise<void> {
  const { no } = person;
  const { outcome: said } = await real.call<{ outcome: string }>("claim_items($1, $2, $3)", no, count);
  if (model.isPaused || person.isSuspended) {
    deepStrictEqual(said, model.isPaused ? "paused" : "suspended");
    return;
  }
  const held = state.heldBy(model, no);
  for (const pair of held) pair.expiresAt = model.clock + state.LEASE_SECONDS;
  const need = count - held.length;
  if (need > 0 && state.waitingFor(model, no).length === 0) state.reap(model);
  const waiting = need > 0 ? state.waitingFor(model, no) : [];
  const lent = await listLent(real, no, held);
  deepStrictEqual(
    lent.length,
    Math.max(0, Math.min(need, waiting.length)),
    "as many as there are, up to the need",
  );
  for (const { itemNo, id, epoch } of lent) {
    const item = waiting.find((one) => one.no === itemNo);
    ok(item, `item ${itemNo} was lent and is not for them`);
    lend(model, item, no, id, epoch);
  }
  const isEmpty = held.length === 0 && lent.length === 0;
  deepStrictEqual(said, isEmpty ? state.whyEmpty(model, no) : "lent");
}

async function listLent(real: Real, no: number, held: readonly Pair[]): Promise<Lent[]> {
  const rows = await real.query<Lent>(
    `SELECT id, item_no AS "itemNo", epoch FROM assignment
     WHERE project_id = $1 AND annotator_no = $2 AND state = 'live'`,
    no,
  );
  return rows.filter(({ id }) => held.every((pair) => pair.id !== id));
}

function lend(model: Model, item: Item, no: number, id: string, epoch: number): void {
  const before = item.pairs.get(no);
  deepStrictEqual({ id, epoch }, { id: before?.id ?? id, epoch: (before?.epoch ?? 0) + 1 });
  const fresh = { id, epoch, state: "live", counted: false, expiresAt: model.clock + state.LEASE_SECONDS };
  item.pairs.set(no, { ...fresh, answeredAt: null, unratable: null });
}

/** Answers a lease the person has or had; sent twice it is one judgment, and another answer under its request key a conflict. */
export async function submit(
  model: Model,
  real: Real,
  person: Person,
  item: Item,
  unratable: Pair["unratable"],
): Promise<void> {
  const pair = item.pairs.get(person.no);
  if (!pair) return;
  const requestKey = randomUUID();
  const send = (payload: string) =>
    real.call<{ outcome: string; counted?: boolean }>(
      "submit_judgment($1, $2, $3, $4, $5, $6, $7, $8, NULL, 1000, 0)",
      person.no,
      pair.id,
      pair.epoch,
      requestKey,
      hashOf(payload),
      unratable === null ? 4 : null,
      unratable,
    );
  const answer = await send("one");
  if (state.isAnswered(pair)) {
    deepStrictEqual(answer.outcome, "already-judged");
    return;
  }
  const isSuspended = person.isSuspended && item.state !== "removed";
  const counts =
    unratable === null &&
    !person.isSuspended &&
    item.state !== "removed" &&
    (pair.state === "live" || state.hasRoom(item));
  deepStrictEqual([answer.outcome, answer.counted], ["saved", counts]);
  const next = counts || isSuspended ? "judged" : "surplus";
  Object.assign(pair, {
    state: unratable ? "unratable" : next,
    counted: counts,
    unratable,
    answeredAt: ++model.answers,
  });
  if (counts && item.state === "open" && state.countedOf(item) >= item.target) item.state = "done";
  if (unratable) state.pauseOnProblems(model, item, unratable);
  deepStrictEqual(await send("one"), answer);
  deepStrictEqual((await send("another")).outcome, "conflict");
}

const LAST = 10;

export async function undo(model: Model, real: Real, person: Person, item: Item): Promise<void> {
  const pair = item.pairs.get(person.no);
  if (!pair) return;
  const requestKey = randomUUID();
  const send = () =>
    real.call<{ outcome: string }>(
      "undo_judgment($1, $2, $3, $4, $5)",
      person.no,
      pair.id,
      requestKey,
      hashOf("undo"),
    );
  const { outcome } = await send();
  if (person.isSuspended) {
    deepStrictEqual(outcome, "suspended");
    return;
  }
  if (!state.isAnswered(pair)) {
    deepStrictEqual(outcome, "nothing-to-undo");
    return;
  }
  const later = state
    .pairsOf(model, person.no)
    .filter((one) => state.isAnswered(one) && (one.answeredAt ?? 0) > (pair.answeredAt ?? 0));
  if (later.length >= LAST) {
    deepStrictEqual(outcome, "too-late");
    return;
  }
  deepStrictEqual(outcome, "saved");
  const isHeld = pair.counted || state.hasRoom(item);
  if (pair.counted) state.reopen(model, item);
  const expiresAt = model.clock + state.LEASE_SECONDS;
  Object.assign(pair, {
    state: isHeld ? "live" : "expired",
    counted: false,
    answeredAt: null,
    unratable: null,
    expiresAt,
  });
  deepStrictEqual((await send()).outcome, "saved");
}

export async function giveBack(
  model: Model,
  real: Real,
  person: Person,
  when: "now" | "soon",
): Promise<void> {
  const held = state.heldBy(model, person.no).slice(0, 2);
  const ids = held.map(({ id }) => id);
  const answer =
    when === "now"
      ? await real.call("return_assignments($1, $2, $3)", person.no, ids)
      : await real.call("release_assignments($1, $2, $3, $4)", person.no, ids, state.RELEASE_SECONDS);
  deepStrictEqual(answer, { outcome: "saved", count: held.length });
  for (const pair of held) {
    if (when === "now") pair.state = "returned";
    else pair.expiresAt = Math.min(pair.expiresAt, model.clock + state.RELEASE_SECONDS);
  }
}

export async function renew(model: Model, real: Real, person: Person): Promise<void> {
  const held = state.heldBy(model, person.no);
  deepStrictEqual(await real.call("renew_assignments($1, $2)", person.no), {
    outcome: "saved",
    count: held.length,
  });
  for (const pair of held) pair.expiresAt = model.clock + state.LEASE_SECONDS;
}
