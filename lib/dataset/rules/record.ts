import type { Parameters } from "./version.ts";

export type FrozenItem = {
  no: number;
  externalId: string;
  queryNo: number | null;
  queryExternalId: string | null;
  queryText: string | null;
  fields: Record<string, string>;
};

export type FrozenGold = {
  itemNo: number;
  version: number;
  levels: number[];
  /** Still gold, but in review: it measures no one and holds no model */
  isInReview: boolean;
};

export type FrozenProject = {
  id: string;
  name: string;
  question: string;
  isSimulated: boolean;
  fieldRoles: { name: string; role: string }[];
  levels: { value: number; name: string; definition: string; gain: number }[];
  /** Every version that a judgment carries and the newest, ascending */
  guidelines: { version: number; markdown: string }[];
};

/** What a version is a function of, but for its items and judgments: these come as a stream. */
export type Frozen = {
  parameters: Parameters;
  project: FrozenProject;
  /** Numbers of the items that were part of the project, ascending */
  itemNos: Int32Array;
  gold: ReadonlyMap<number, FrozenGold>;
  pseudonyms: ReadonlyMap<number, string>;
};

/** The acceptable levels of every gold that somebody can be measured by. */
export function goldLevels(frozen: Pick<Frozen, "gold">): Map<number, number[]> {
  const golds = [...frozen.gold.values()].filter(({ isInReview }) => !isInReview);
  return new Map(golds.map(({ itemNo, levels }) => [itemNo, levels]));
}

/** Whether a number is one of these, by a table: numbers of items are counted within their project. */
export function isAmong(nos: Int32Array): (no: number) => boolean {
  let most = -1;
  for (const no of nos) if (no > most) most = no;
  const flags = new Uint8Array(most + 1);
  for (const no of nos) flags[no] = 1;
  return (no) => flags[no] === 1;
}
