/** A person's slot on an item, as the model remembers it. */
export type Pair = {
  id: string;
  state: string;
  counted: boolean;
  epoch: number;
  expiresAt: number;
  /** When it was answered, in the order of all answers; null without a standing judgment */
  answeredAt: number | null;
  unratable: "query" | "result" | "rater" | null;
};

export type Item = {
  no: number;
  queryNo: number;
  target: number;
  state: string;
  isGold: boolean;
  pairs: Map<number, Pair>;
};

/** A judgment that counts, by its item and its person. */
export type Counting = { itemNo: number; annotatorNo: number };

/** What counted at a watermark: it must say the same ever after. */
export type Frozen = { watermark: string; counting: Counting[] };

export type Person = {
  no: number;
  isSuspended: boolean;
  /** What the suspension took from their hands, and what it would have opened had the query not been paused */
  taken: number[];
  paused: number[];
};

/** The queue in the smallest words: items, who holds and who has judged them, and a clock. */
export type Model = {
  clock: number;
  judgmentsPerItem: number;
  isPaused: boolean;
  items: Map<number, Item>;
  pausedQueries: Set<number>;
  people: Map<number, Person>;
  answers: number;
  frozen: Frozen[];
};

export const LEASE_SECONDS = 60;
export const RELEASE_SECONDS = 30;
const ANSWERED = ["judged", "surplus", "unratable"];

export function isAnswered(pair: Pair): boolean {
  return ANSWERED.includes(pair.state);
}

export function countedOf(item: Item): number {
  return [...item.pairs.values()].filter((pair) => pair.counted).length;
}

export function liveOf(item: Item): number {
  return [...item.pairs.values()].filter((pair) => pair.state === "live").length;
}

export function hasRoom(item: Item): boolean {
  return countedOf(item) + liveOf(item) < item.target;
}

function hasMet(item: Item, person: number): boolean {
  const pair = item.pairs.get(person);
  return pair !== undefined && !["expired", "returned", "reopened"].includes(pair.state);
}

/** The items that could be lent to the person now. */
export function waitingFor(model: Model, person: number): Item[] {
  return [...model.items.values()].filter(
    (item) => item.state === "open" && !item.isGold && hasRoom(item) && !hasMet(item, person),
  );
}

export function heldBy(model: Model, person: number): Pair[] {
  return pairsOf(model, person).filter((pair) => pair.state === "live");
}

export function pairsOf(model: Model, person: number): Pair[] {
  return [...model.items.values()].flatMap((item) => item.pairs.get(person) ?? []);
}

/** Everything that has run out is taken back; returns how many. */
export function reap(model: Model): number {
  const over = [...model.items.values()]
    .flatMap((item) => [...item.pairs.values()])
    .filter((pair) => pair.state === "live" && pair.expiresAt <= model.clock);
  for (const pair of over) pair.state = "expired";
  return over.length;
}

/** Why there is nothing for the person. */
export function whyEmpty(model: Model, person: number): string {
  const short = [...model.items.values()].filter(
    (item) => item.state === "open" && !item.isGold && countedOf(item) < item.target,
  );
  if (short.some((item) => !hasMet(item, person))) return "in-progress";
  if (short.length > 0) return "judged-all";
  return [...model.items.values()].some(({ state }) => state === "paused") ? "rest-paused" : "all-done";
}

/** The judgments that an item is to have; a gold may be shown to twice as many people. */
export function wantedOf(model: Model, { isGold }: Item): number {
  return model.judgmentsPerItem * (isGold ? 2 : 1);
}

/** What counts in numbers and labels: nothing on an item that was removed. */
export function countingOf(model: Model): Counting[] {
  return [...model.items.values()]
    .filter(({ state }) => state !== "removed")
    .flatMap(({ no, pairs }) =>
      [...pairs]
        .filter(([, pair]) => pair.counted)
        .map(([annotatorNo]) => ({ itemNo: no, annotatorNo }))
        .sort((a, b) => a.annotatorNo - b.annotatorNo),
    );
}

/** What an item is that is neither removed nor paused by itself. */
export function stateAt(model: Model, item: Item): string {
  if (countedOf(item) >= item.target) return "done";
  return model.pausedQueries.has(item.queryNo) ? "paused" : "open";
}

/** What counts is gone: a finished item is open again, or paused like its query. */
export function reopen(model: Model, item: Item): void {
  if (item.state === "done") item.state = model.pausedQueries.has(item.queryNo) ? "paused" : "open";
}

/** How many people have this problem with any of the items. */
export function unratableOf(items: readonly Item[], reason: string): number {
  const people = items.flatMap(({ pairs }) =>
    [...pairs].flatMap(([no, pair]) => (pair.answeredAt !== null && pair.unratable === reason ? [no] : [])),
  );
  return new Set(people).size;
}

/** Two people with a problem with a result pause the item, with a query all that is open of it. */
export function pauseOnProblems(model: Model, item: Item, reason: string): void {
  if (reason === "rater") return;
  const items =
    reason === "query" ? [...model.items.values()].filter(({ queryNo }) => queryNo === item.queryNo) : [item];
  if (unratableOf(items, reason) < 2) return;
  if (reason === "query") model.pausedQueries.add(item.queryNo);
  for (const one of items) if (one.state === "open") one.state = "paused";
}
