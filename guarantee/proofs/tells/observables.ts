/** What a person sees of an item in the answer to a claim. */
export type SeenItem = {
  id: string;
  epoch: number;
  expiresAt: number;
  query: string;
  position: number;
  results: number;
  bytes: number;
};

/** Everything that a person received, in order. */
export type Told =
  | { kind: "claimed"; asked: number; items: SeenItem[]; ahead: number }
  | { kind: "answered" | "taken-back"; id: string; said: string };

export type Log = { project: string; no: number; told: Told[] };

/** One item as one person met it: everything that might tell, as numbers. */
export type Observed = { id: string; project: string; person: number; values: number[] };

type Claim = Extract<Told, { kind: "claimed" }>;
type Met = { claim: number; item: SeenItem; at: number };

/** By name, so that a report can say which feature revealed gold. */
export const OBSERVABLES = [
  "asked for",
  "in hand before",
  "new",
  "more than asked for",
  "position in the answer",
  "position from its end",
  "position among the new",
  "position among the new from the end",
  "queries in the answer",
  "of its query in the answer",
  "of its query among the new",
  "position in its query's block",
  "position in its query's block from the end",
  "a jump before it",
  "a jump behind it",
  "of its query before",
  "of its query later",
  "of its query in all",
  "claims since its query was there",
  "claims until its query is there again",
  "results of its query",
  "position that is shown",
  "results behind the position that is shown",
  "share of its query that was met",
  "expires later than others",
  "expires later than the first",
  "epoch",
  "times offered",
  "bytes",
  "first digits of the id",
  "what is ahead, changed",
  "claims so far",
  "answer was told to count",
  "taken back",
  "what the undo was told",
] as const;

/** Every item that a person was lent, with all they could see about it by the end of their work. */
export function observe({ project, no, told }: Log): Observed[] {
  const claims = told.filter((one): one is Claim => one.kind === "claimed");
  const offers = new Map<string, Met[]>();
  const byQuery = new Map<string, Met[]>();
  for (const [claim, { items }] of claims.entries()) {
    for (const [at, item] of items.entries()) {
      const met = { claim, item, at };
      const before = offers.get(item.id);
      if (before) before.push(met);
      else {
        offers.set(item.id, [met]);
        byQuery.set(item.query, [...(byQuery.get(item.query) ?? []), met]);
      }
    }
  }
  const replies = repliesOf(told);
  return [...offers].map(([id, own]) => {
    const [first] = own as [Met];
    const values = [
      ...inAnswer(claims, first, offers),
      ...inSession(byQuery.get(first.item.query) ?? [], first),
      ...ofItself(claims, first, own.length, replies.get(id)),
    ];
    return { id, project, person: no, values };
  });
}

function inAnswer(
  claims: readonly Claim[],
  { claim, item, at }: Met,
  offers: ReadonlyMap<string, Met[]>,
): number[] {
  const { asked, items } = claims[claim] as Claim;
  const isNew = ({ id }: SeenItem) => offers.get(id)?.[0]?.claim === claim;
  const fresh = items.filter(isNew);
  const block = items.filter(({ query }) => query === item.query);
  const among = fresh.indexOf(item);
  const within = block.indexOf(item);
  return [
    asked,
    items.length - fresh.length,
    fresh.length,
    items.length - asked,
    at,
    items.length - 1 - at,
    among,
    fresh.length - 1 - among,
    new Set(items.map(({ query }) => query)).size,
    block.length,
    fresh.filter(({ query }) => query === item.query).length,
    within,
    block.length - 1 - within,
    Number(at > 0 && items[at - 1]?.query !== item.query),
    Number(at < items.length - 1 && items[at + 1]?.query !== item.query),
  ];
}

function inSession(same: readonly Met[], { claim, item }: Met): number[] {
  const before = same.filter((met) => met.claim < claim);
  const later = same.filter((met) => met.claim > claim);
  const { position, results } = item;
  return [
    before.length,
    later.length,
    same.length,
    claim - (before.at(-1)?.claim ?? claim),
    (later[0]?.claim ?? claim) - claim,
    results,
    position,
    results - position,
    same.length / results,
  ];
}

function ofItself(
  claims: readonly Claim[],
  { claim, item }: Met,
  offered: number,
  reply: Replies | undefined,
): number[] {
  const { items, ahead } = claims[claim] as Claim;
  const times = items.map(({ expiresAt }) => expiresAt).sort((a, b) => a - b);
  const middle = times[times.length >> 1] ?? 0;
  return [
    item.expiresAt - middle,
    item.expiresAt - (times[0] ?? 0),
    item.epoch,
    offered,
    item.bytes,
    Number.parseInt(item.id.slice(0, 4), 16),
    ahead - (claims[claim - 1]?.ahead ?? ahead),
    claim,
    Number(reply?.answered.includes('"counted":true') ?? -1),
    Number(reply?.takenBack !== undefined),
    Number(reply?.takenBack?.includes('"saved"') ?? -1),
  ];
}

type Replies = { answered: string; takenBack?: string };

function repliesOf(told: readonly Told[]): Map<string, Replies> {
  const replies = new Map<string, Replies>();
  for (const one of told) {
    if (one.kind === "claimed") continue;
    const known = replies.get(one.id) ?? { answered: "" };
    replies.set(
      one.id,
      one.kind === "answered" ? { ...known, answered: one.said } : { ...known, takenBack: one.said },
    );
  }
  return replies;
}
