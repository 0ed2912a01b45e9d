/** Draws a number from 0 (included) to 1 (excluded), each time the next of its sequence. */
export type Random = () => number;

/**
 * A seeded generator: the same seed gives the same numbers in every browser and on every server.
 *
 * What: sfc32 (three words of chaos and a counter), 53 random bits per draw, first 12 draws thrown away so
 * that near seeds part. Only 32-bit integer steps, so no engine can differ. Not for secrets.
 * Source: C. Doty-Humphrey, PractRand, 2010 (sfc32).
 *
 * @param seed any whole number; its lower 53 bits count
 * @example two generators of seed 7 draw the same thousand numbers
 */
export function createRandom(seed: number): Random {
  // The state lives in an array because the engine keeps numbers above 2^31 in a variable as objects: twice as slow.
  const state = Int32Array.of(seed, Math.floor(seed / 0x100000000), 0x2545f491, 1);
  const draw = (): number => {
    const high = nextWord(state);
    const low = nextWord(state);
    return ((high >>> 0) * 0x200000 + (low >>> 11)) * 2 ** -53;
  };
  for (let i = 0; i < 12; i++) draw();
  return draw;
}

function nextWord(state: Int32Array): number {
  const a = state[0];
  const b = state[1];
  const c = state[2];
  const counter = state[3];
  const word = (((a + b) | 0) + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + word;
  state[3] = counter + 1;
  return word;
}
