// The only file where numbers are rounded and turned into words.

// A minus where JavaScript writes a hyphen, and none before zero.
function fixed(value: number, digits: number): string {
  return value
    .toFixed(digits)
    .replace(/^-(?=[0.]+$)/, "")
    .replace("-", "−");
}

/** 0.784 → "78.4%" */
export function percent(share: number | null | undefined, digits = 0): string {
  return share == null ? "–" : `${fixed(100 * share, digits)}%`;
}

/** How much of the whole is there: never 0% while something is, and never 100% before all is. 12, 18 → "66.7%" */
export function percentDone(part: number, whole: number): string {
  if (whole === 0) return "–";
  const share = part / whole;
  if (share > 0 && share < 0.001) return "< 0.1%";
  return share < 1 && share > 0.999 ? "> 99.9%" : percent(share, 1);
}

/** 0.7123 → ".71"; 1 → "1.00"; -0.2 → "−.20" */
export function coefficient(value: number | null | undefined, digits = 2): string {
  if (value == null) return "–";
  const text = Math.abs(value).toFixed(digits).replace(/^0\./, ".");
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

export function coefficientInterval(interval: { lower: number; upper: number } | null | undefined): string {
  return interval ? `${coefficient(interval.lower)} to ${coefficient(interval.upper)}` : "–";
}

/** { .79, .83 } → "79–83%" */
export function percentInterval(interval: { lower: number; upper: number } | null | undefined): string {
  return interval ? `${fixed(100 * interval.lower, 0)}–${fixed(100 * interval.upper, 0)}%` : "–";
}

/** 0.052 → "+5 points"; one point is .01 of the items */
export function points(share: number): string {
  const whole = Math.abs(100 * share).toFixed(0);
  const sign = whole === "0" ? "" : share < 0 ? "−" : "+";
  return `${sign}${whole} ${whole === "1" ? "point" : "points"}`;
}

/** { -.03, .06 } → "−3 to 6" */
export function pointsInterval({ lower, upper }: { lower: number; upper: number }): string {
  return [lower, upper].map((end) => fixed(100 * end, 0)).join(" to ");
}

export function count(number: number): string {
  return number.toLocaleString("en-US").replace("-", "−");
}

/** What a database expects, in the two digits that can be believed. 1,043,212 items → "about 1,000,000 items" */
export function estimated(number: number, many: string): string {
  return `about ${count(Number(number.toPrecision(2)))} ${many}`;
}

/** 1 item, 2 items */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${plural(number, one, many)}`;
}

/** The noun alone, where the number stands elsewhere. */
export function plural(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? one : many;
}

export function seconds(milliseconds: number | null | undefined): string {
  return milliseconds == null ? "–" : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function bytes(number: number): string {
  if (number < 1000) return `${number} B`;
  return number < 1e6 ? `${(number / 1e3).toFixed(1)} kB` : `${(number / 1e6).toFixed(1)} MB`;
}

/** Why a statistic is not there, in words. */
export function reasonInWords(reason: string | null | undefined): string {
  const words: Record<string, string> = {
    "no-pairs": "No item has two judgments yet.",
    "no-variation": "All judgments are the same, so agreement beyond chance is undefined.",
    "zero-variance": "One side has no variation.",
    incomplete: "Not everyone judged every item.",
    "too-few": "There are too few judgments.",
    "no-gold": "No gold answers yet.",
    "no-labels": "No item has a label yet.",
    "little-variation": "There is too little disagreement for an interval.",
    "few-clusters": "There are too few queries or single items for an interval.",
    "few-people": "An interval needs at least 8 people.",
    "few-gold": "An interval needs at least 4 gold items of each level.",
    "annotator-without-rating": "One annotator has no judgment here.",
  };
  return words[reason ?? ""] ?? "Undefined here.";
}
