const bits = new DataView(new ArrayBuffer(8));

/** The border between "a little above 1" and "a little below 1". Both constants are fixed by the standard. */
const ROOT_TWO = Math.SQRT2;
const LN_TWO = Math.LN2;

/**
 * The natural logarithm from additions, multiplications and divisions only.
 *
 * Why: the standard allows Math.log to differ between engines in the last bit, and one bit can turn an accepted draw
 * into a rejected one. The four operations are rounded alike everywhere, so draws are too.
 * Range: x > 0 and normal (above 2.3e-308). Error below 1e-15 relative, checked against Math.log.
 * Method: x = 2^e * m with m near 1; ln m = 2 (z + z^3/3 + z^5/5 + ...) with z = (m - 1) / (m + 1).
 *
 * Source: ln x = e ln 2 + 2 artanh((m - 1) / (m + 1)), Abramowitz & Stegun 1964, formula 4.1.27.
 * @example exactLog(1) is 0; exactLog(8) is 3 ln 2
 */
export function exactLog(x: number): number {
  bits.setFloat64(0, x, true);
  const high = bits.getUint32(4, true);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(4, (high & 0xfffff) | 0x3ff00000, true);
  let mantissa = bits.getFloat64(0, true);
  if (mantissa > ROOT_TWO) {
    mantissa /= 2;
    exponent += 1;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  return exponent * LN_TWO + 2 * z * (1 + logSeries(z * z));
}

/** s/3 + s^2/5 + ... + s^10/21, from the small end; written out because a loop of divisions took half of every draw. */
function logSeries(s: number): number {
  const tail = ((((s * (1 / 21) + 1 / 19) * s + 1 / 17) * s + 1 / 15) * s + 1 / 13) * s;
  return (((((tail + 1 / 11) * s + 1 / 9) * s + 1 / 7) * s + 1 / 5) * s + 1 / 3) * s;
}
