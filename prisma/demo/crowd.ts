/** How one simulated person judges: what they see is the truth, shifted and blurred; sometimes they do not look. */
export type Character = {
  pseudonym: string;
  /** Levels added to what they see: below 0 harsh, above 0 lenient */
  bias: number;
  /** Standard deviation of what they see, in levels */
  noise: number;
  /** Share of answers given without looking */
  spam: number;
  /** Median seconds per item */
  seconds: number;
  /** Share of the work relative to the others */
  diligence: number;
};

const careful = { bias: 0, noise: 0.45, spam: 0 };
const hasty = { bias: 0, noise: 0.85, spam: 0.06 };
const harsh = { bias: -0.8, noise: 0.5, spam: 0 };
const lenient = { bias: 0.8, noise: 0.5, spam: 0 };

/** Fourteen people of different quality. */
export const CROWD: readonly Character[] = [
  { pseudonym: "brave-otter-12", ...careful, seconds: 6.1, diligence: 1.6 },
  { pseudonym: "calm-lynx-03", ...careful, seconds: 7.4, diligence: 1.3 },
  { pseudonym: "early-crane-02", ...careful, seconds: 8.8, diligence: 0.7 },
  { pseudonym: "patient-ibis-44", ...careful, seconds: 9.6, diligence: 0.9 },
  { pseudonym: "steady-mole-31", ...careful, seconds: 7.0, diligence: 1.1 },
  { pseudonym: "swift-finch-21", ...hasty, seconds: 2.6, diligence: 1.8 },
  { pseudonym: "quick-hare-09", ...hasty, seconds: 2.2, diligence: 1.4 },
  { pseudonym: "bold-magpie-27", ...hasty, seconds: 3.1, diligence: 0.8 },
  { pseudonym: "merry-wren-15", ...hasty, seconds: 2.9, diligence: 0.6 },
  { pseudonym: "quiet-heron-07", ...harsh, seconds: 8.9, diligence: 1.1 },
  { pseudonym: "stern-raven-19", ...harsh, seconds: 6.6, diligence: 0.7 },
  { pseudonym: "mild-badger-18", ...lenient, seconds: 5.8, diligence: 1.0 },
  { pseudonym: "kind-seal-23", ...lenient, seconds: 6.3, diligence: 0.6 },
  { pseudonym: "idle-jackdaw-30", bias: 0, noise: 0.5, spam: 0.95, seconds: 1.2, diligence: 1.2 },
];

/** The level this person gives to an item of the given true level, from draws of `random` in 0..1. */
export function judgeAs(character: Character, truth: number, levels: number, random: () => number): number {
  // Those who do not look press the middle keys more than the outer ones.
  if (random() < character.spam)
    return 1 + Math.min(levels - 1, Math.floor(((random() + random()) / 2) * levels));
  const seen = truth + character.bias + character.noise * normal(random);
  return Math.max(1, Math.min(levels, Math.round(seen)));
}

/** Milliseconds on one item: log-normal around the person's median. */
export function durationOf(character: Character, random: () => number): number {
  return Math.round(character.seconds * 1000 * Math.exp(0.45 * normal(random)));
}

/** Takes `count` different people, each with a chance in proportion to their diligence. */
export function pickPeople(count: number, random: () => number): number[] {
  const left = CROWD.map((_, at) => at);
  const picked: number[] = [];
  while (picked.length < count && left.length > 0) {
    let draw = random() * left.reduce((sum, at) => sum + diligenceOf(at), 0);
    const found = left.findIndex((at) => {
      draw -= diligenceOf(at);
      return draw < 0;
    });
    picked.push(...left.splice(Math.max(found, 0), 1));
  }
  return picked;
}

function diligenceOf(at: number): number {
  return CROWD[at]?.diligence ?? 0;
}

// Box and Muller: two uniform draws make one of the standard normal distribution.
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
