// Kinds of projects whose gold answers are simulated.

export type GoldPlan = {
  readonly name: string;
  readonly people: number;
  /** Of each level */
  readonly golds: number;
  /** How many of the gold items a person answers, as a share */
  readonly answered: number;
  /** Mean ability less mean difficulty of each level, in logits */
  readonly ease: readonly number[];
  /** Shares of the levels among the items */
  readonly shares: readonly number[];
  readonly peopleSpread: number;
  readonly itemsSpread: number;
};

const FIVE = { ease: [2, 1, 0.5, 1, 2], shares: [0.4, 0.2, 0.1, 0.1, 0.2] };
const USUAL = { ...FIVE, peopleSpread: 0.8, itemsSpread: 1.2 };

export const GOLD_PLANS: readonly GoldPlan[] = [
  { ...USUAL, name: "8 people, 4 golds per level, each answers all", people: 8, golds: 4, answered: 1 },
  {
    ...USUAL,
    name: "14 people, 12 golds per level, each answers a fifth",
    people: 14,
    golds: 12,
    answered: 0.2,
  },
  { ...USUAL, name: "14 people, 4 golds per level, each answers all", people: 14, golds: 4, answered: 1 },
  {
    ...USUAL,
    name: "40 people, 12 golds per level, each answers half",
    people: 40,
    golds: 12,
    answered: 0.5,
  },
  { ...USUAL, name: "8 people, 20 golds per level, each answers half", people: 8, golds: 20, answered: 0.5 },
  {
    ...USUAL,
    name: "uneven people: 20, 8 golds per level",
    people: 20,
    golds: 8,
    answered: 0.5,
    peopleSpread: 2,
  },
  {
    ...USUAL,
    name: "uneven items: 20 people, 8 golds per level",
    people: 20,
    golds: 8,
    answered: 0.5,
    itemsSpread: 2.5,
  },
  {
    ...USUAL,
    ...{ name: "two levels, 14 people, 15 golds per level", people: 14, golds: 15, answered: 0.5 },
    ...{ ease: [2.5, 1], shares: [0.8, 0.2] },
  },
];
