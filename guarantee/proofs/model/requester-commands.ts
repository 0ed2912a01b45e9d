import { deepStrictEqual } from "node:assert";
import { SET_TARGET } from "../../crowd/requester.ts";
import { countingAt, type Real } from "./real.ts";
import type { Item, Model, Person } from "./state.ts";
import * as state from "./state.ts";

/** Time passes for everyone: all assignments expire that much earlier. */
export async function pass(model: Model, real: Real, seconds: number): Promise<void> {
  model.clock += seconds;
  await real.query(
    "UPDATE assignment SET expires_at = expires_at - make_interval(secs => $2) WHERE project_id = $1",
    seconds,
  );
}

export async function reap(model: Model, real: Real): Promise<void> {
  deepStrictEqual(await real.call("reap_assignments($1, 500)"), {
    outcome: "saved",
    count: state.reap(model),
  });
}

export async function setTarget(model: Model, real: Real, judgmentsPerItem: number): Promise<void> {
  const isNew = judgmentsPerItem !== model.judgmentsPerItem;
  const rows = await real.query<{ answer: { outcome: string } }>(SET_TARGET, judgmentsPerItem);
  deepStrictEqual(rows, [{ answer: { outcome: isNew ? "saved" : "unchanged" } }]);
  await real.call("retarget_items($1, 10000)");
  if (!isNew) return;
  model.judgmentsPerItem = judgmentsPerItem;
  for (const item of model.items.values()) {
    if (item.state === "removed") continue;
    item.target = Math.max(state.wantedOf(model, item), state.countedOf(item) + state.liveOf(item));
    if (item.state === "open" || item.state === "done") item.state = state.stateAt(model, item);
  }
}

export async function pause(model: Model, real: Real, isPaused: boolean): Promise<void> {
  model.isPaused = isPaused;
  await real.query("UPDATE project SET state = $2 WHERE id = $1", isPaused ? "paused" : "live");
}

export async function addItem(model: Model, real: Real): Promise<void> {
  const no = model.items.size + 1;
  const queryNo = 1 + (no % 2);
  await real.query(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord, state)
     VALUES ($1, $2::int, $3::int, 'i' || $2, '{}', $4, $3::bigint * 1000, $2, $5)`,
    no,
    queryNo,
    model.judgmentsPerItem,
    model.pausedQueries.has(queryNo) ? "paused" : "open",
  );
  const stateOfItem = model.pausedQueries.has(queryNo) ? "paused" : "open";
  const target = model.judgmentsPerItem;
  model.items.set(no, { no, queryNo, target, state: stateOfItem, isGold: false, pairs: new Map() });
}

/** Makes an item gold or an ordinary one again: what counts on it stays. */
export async function setGold(model: Model, real: Real, item: Item, isGold: boolean): Promise<void> {
  const { outcome } = await real.call<{ outcome: string }>(
    "set_gold($1, $2, $3::int[], '', NULL)",
    item.no,
    isGold ? [4] : [],
  );
  deepStrictEqual(outcome, item.state === "removed" ? "unknown" : "saved");
  if (outcome === "unknown") return;
  item.isGold = isGold;
  item.target = Math.max(state.wantedOf(model, item), state.countedOf(item) + state.liveOf(item));
  if (item.state === "open" || item.state === "done") item.state = state.stateAt(model, item);
}

/** Asks anew what was judged on an item: kept, no longer counted, and its people may be asked again. */
export async function reopenItem(model: Model, real: Real, item: Item): Promise<void> {
  const done = await real.call<{ judgments: number }>(
    "reopen_items($1, ARRAY[$2::int], 1, 'all', NULL)",
    item.no,
  );
  const isApart = item.isGold || item.state === "removed";
  const given = [...item.pairs.values()].filter(
    (pair) => !isApart && (pair.state === "judged" || pair.state === "surplus"),
  );
  const gone = given.filter((pair) => pair.counted).length;
  deepStrictEqual(done.judgments, gone);
  for (const pair of given) Object.assign(pair, { state: "reopened", counted: false });
  if (gone === 0) return;
  item.target = Math.max(state.wantedOf(model, item), state.countedOf(item) + state.liveOf(item));
  if (item.state !== "paused") item.state = state.stateAt(model, item);
}

/** Takes a watermark. What counts at it must equal what counts now, and every earlier watermark must still count the same. */
export async function freeze(model: Model, real: Real): Promise<void> {
  const watermark = await real.call<string>("freeze_watermark($1)");
  model.frozen.push({ watermark, counting: state.countingOf(model) });
  for (const { watermark: seq, counting } of model.frozen) {
    deepStrictEqual(await countingAt(real, seq), counting, `what counted at ${seq}`);
  }
}

export type Move = "remove" | "restore" | "pause" | "resume";

export async function moveItem(model: Model, real: Real, item: Item, move: Move): Promise<void> {
  const answer = await real.call("move_items($1, $2, $3, NULL)", [item.no], move);
  deepStrictEqual(answer, { outcome: "saved", count: follow(model, item, move) ? 1 : 0 });
}

/** True when the item was in a state for it. */
function follow(model: Model, item: Item, move: Move): boolean {
  const before = item.state;
  if (move === "remove") item.state = "removed";
  else if (move === "restore" && before === "removed") {
    item.target = Math.max(state.wantedOf(model, item), state.countedOf(item) + state.liveOf(item));
    item.state = state.stateAt(model, item);
    return true;
  } else if (move === "pause" && before === "open") item.state = "paused";
  else if (move === "resume" && before === "paused") item.state = state.stateAt(model, item);
  return item.state !== before;
}

/** Items whose result two people could not judge stay paused when their query goes on. */
export async function moveQuery(
  model: Model,
  real: Real,
  queryNo: number,
  move: "pause" | "resume",
): Promise<void> {
  const { pausedQueries } = model;
  const isThereAlready = pausedQueries.has(queryNo) === (move === "pause");
  const answer = await real.call("move_query($1, $2, $3, NULL)", queryNo, move);
  if (isThereAlready) {
    deepStrictEqual(answer, { outcome: "unchanged" });
    return;
  }
  if (move === "pause") pausedQueries.add(queryNo);
  else pausedQueries.delete(queryNo);
  const own = [...model.items.values()].filter((item) => item.queryNo === queryNo);
  const moved = own.filter((item) => move === "pause" || state.unratableOf([item], "result") < 2);
  deepStrictEqual(answer, {
    outcome: "saved",
    count: moved.filter((item) => follow(model, item, move)).length,
  });
}

export async function suspend(model: Model, real: Real, person: Person): Promise<void> {
  const { outcome } = await real.call<{ outcome: string }>("suspend_annotator($1, $2, '', NULL)", person.no);
  deepStrictEqual(outcome, person.isSuspended ? "unchanged" : "saved");
  if (person.isSuspended) return;
  Object.assign(person, { isSuspended: true, taken: [], paused: [] });
  for (const item of model.items.values()) {
    const pair = item.pairs.get(person.no);
    if (pair?.state === "live") {
      pair.state = "returned";
      person.taken.push(item.no);
    } else if (pair?.counted) {
      if (item.state === "done" && model.pausedQueries.has(item.queryNo)) person.paused.push(item.no);
      state.reopen(model, item);
      pair.counted = false;
    }
  }
}

export async function reinstate(model: Model, real: Real, person: Person): Promise<void> {
  const { outcome } = await real.call<{ outcome: string }>(
    "reinstate_annotator($1, $2, '', NULL)",
    person.no,
  );
  deepStrictEqual(outcome, person.isSuspended ? "saved" : "unchanged");
  if (!person.isSuspended) return;
  person.isSuspended = false;
  for (const item of model.items.values()) {
    const pair = item.pairs.get(person.no);
    const fits = state.hasRoom(item);
    if (pair?.state === "judged" && !pair.counted) {
      pair.counted = fits;
      if (!fits) pair.state = "surplus";
      const canEnd = item.state === "open" || (item.state === "paused" && person.paused.includes(item.no));
      if (fits && canEnd && state.countedOf(item) >= item.target) item.state = "done";
    } else if (
      pair?.state === "returned" &&
      person.taken.includes(item.no) &&
      pair.expiresAt > model.clock &&
      fits
    ) {
      pair.state = "live";
    }
  }
}
