// Kinds of projects whose queries are simulated.

export type QueryPlan = {
  readonly name: string;
  /** Least and most items of a query */
  readonly items: readonly [least: number, most: number];
  /** People of the team, and how many of them judge an item */
  readonly people: number;
  readonly perItem: number;
  /** Shares of the levels */
  readonly levels: readonly number[];
  /** How often an item is of its query's own level; the others are of any */
  readonly home: number;
  /** How often a person reads a whole query one level too high or too low */
  readonly misread: number;
  /** How often an item of the most unclear query is guessed; most queries are clearer */
  readonly unclear: number;
  /** How often a query is of another kind, of which nine of ten judgments are guesses */
  readonly hopeless: number;
};

const FIVE = [0.3, 0.2, 0.15, 0.15, 0.2];
const SKEWED = [0.9, 0.04, 0.02, 0.02, 0.02];
const USUAL = {
  items: [40, 90],
  people: 3,
  perItem: 3,
  levels: FIVE,
  home: 0.4,
  misread: 0.1,
  unclear: 1,
  hopeless: 0,
} as const;

/** Those that were printed where the method was first tried. */
export const PLANS: readonly QueryPlan[] = [
  { ...USUAL, name: "simulated" },
  { ...USUAL, name: "1-100 items per query", items: [1, 100] },
  { ...USUAL, name: "3 of 15 people per item", people: 15 },
  { ...USUAL, name: "90% at one level", levels: SKEWED, home: 0 },
];

/** Others, which nothing was fixed by. */
export const OTHER_PLANS: readonly QueryPlan[] = [
  { ...USUAL, name: "two people, two levels", people: 2, perItem: 2, levels: [0.6, 0.4] },
  { ...USUAL, name: "few items, clear queries", items: [2, 6], unclear: 0.3 },
  { ...USUAL, name: "5 of 30 people, seven levels", people: 30, perItem: 5, levels: Array(7).fill(1 / 7) },
  { ...USUAL, name: "90% at one level, the others in a tenth of the queries", levels: SKEWED },
  { ...USUAL, name: "one query in five hopeless", unclear: 0.3, hopeless: 0.2 },
  { ...USUAL, name: "two queries in three hopeless", misread: 0.5, hopeless: 0.67 },
];
