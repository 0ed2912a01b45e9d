// The regimes of gold under which every rule is measured.
import type { Regime } from "./regime.ts";

const GOLD = 100;
/** The rivals that are models hold to the gold, as they do for a user. */
const CLAMPED = { isClamped: true, isWide: false };
/** They do not, which costs them little and spares most of the time. */
const FREE = { isClamped: false, isWide: false };
const RANDOM = { kind: "random", size: GOLD } as const;
const BY_LEVEL = { kind: "by-level", size: GOLD } as const;

export const NONE: Regime = { ...CLAMPED, name: "without gold", gold: null };
export const BY_CHANCE: Regime = { ...CLAMPED, name: `${GOLD} golds drawn at random`, gold: RANDOM };
export const BALANCED: Regime = { ...CLAMPED, name: `${GOLD} golds, as many of every level`, gold: BY_LEVEL };

const FEW = [10, 20, 50] as const;
export const FEWER: readonly { size: number; regime: Regime }[] = FEW.map((size) => ({
  size,
  regime: { ...FREE, name: `${size} golds drawn at random`, gold: { kind: "random", size } },
}));

export const UNTOLD: Regime = {
  ...{ ...FREE, name: `${GOLD} golds by level, taken for random`, gold: BY_LEVEL, isGoldByLevel: false },
};

export const OTHERS: readonly Regime[] = [
  { ...FREE, name: `${GOLD} golds by level, said to be`, gold: BY_LEVEL, isGoldByLevel: true },
  { ...FREE, name: `${GOLD} golds at random, said to be`, gold: RANDOM, isGoldByLevel: false },
  { ...FREE, name: `${GOLD} golds at random, taken for chosen by level`, gold: RANDOM, isGoldByLevel: true },
  { ...FREE, name: `${GOLD} golds at random, half of the keys with a neighbor`, gold: RANDOM, isWide: true },
];

export const ANSWERED_BY_ALL: Regime = {
  ...{ ...FREE, name: `${GOLD} golds at random with all their labels, other items with 3`, gold: RANDOM },
  isGoldWhole: true,
};
