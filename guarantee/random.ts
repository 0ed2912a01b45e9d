export type Random = {
  /** From 0 up to, but not including, 1 */
  next(): number;
  /** A whole number from 0 up to, but not including, `end` */
  below(end: number): number;
  /** True in this share of the calls */
  chance(share: number): boolean;
  uuid(): string;
};

/**
 * Chance that is the same for the same seed: Chris Doty-Humphrey's sfc32 (PractRand), started from the seed and a
 * name, so that everybody in a run has a stream of their own.
 *
 * @example seeded(1, "a").next() === seeded(1, "a").next()
 */
export function seeded(seed: number, name: string): Random {
  let [a, b, c, counter] = [seed | 0, hashOf(name), 0x9e3779b9 | 0, 1];
  const bits = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) bits();
  const next = () => bits() / 2 ** 32;
  return {
    next,
    below: (end) => Math.floor(next() * end),
    chance: (share) => next() < share,
    uuid: () => uuidOf([bits(), bits(), bits(), bits()]),
  };
}

// FNV-1a.
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}

// RFC 9562, version 4: four bits say the version, two the variant.
function uuidOf(words: readonly number[]): string {
  const digits = words.map((word) => word.toString(16).padStart(8, "0")).join("");
  const variant = "89ab"[Number.parseInt(digits[16] ?? "0", 16) & 3];
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
  ];
  return [...parts, digits.slice(20)].join("-");
}
