// How long something takes, in words. Beside format.ts the only file where numbers are rounded.

const UNITS = [
  { name: "day", hours: 24, from: 36 },
  { name: "hour", hours: 1, from: 1.5 },
  { name: "minute", hours: 1 / 60, from: 0 },
];

/** 0.5 → "30 minutes"; 12.3 → "12 hours"; 60 → "2.5 days" */
export function duration(hours: number): string {
  const unit = unitOf(hours);
  const text = amount(hours, unit.hours);
  return `${text} ${unit.name}${text === "1" ? "" : "s"}`;
}

/** 10.1, 14.8 → "10 to 15 hours", in the unit of the upper end */
export function durationRange(lower: number, upper: number): string {
  const unit = unitOf(upper);
  const [from, to] = [amount(lower, unit.hours), amount(upper, unit.hours)];
  return from === to ? duration(upper) : `${from} to ${to} ${unit.name}s`;
}

function unitOf(hours: number): { name: string; hours: number } {
  return UNITS.find((unit) => hours >= unit.from) ?? { name: "minute", hours: 1 / 60 };
}

// Halves below ten, whole numbers above.
function amount(hours: number, unitHours: number): string {
  const value = hours / unitHours;
  const isFine = value < 10 && unitHours >= 1;
  return String(isFine ? Math.round(value * 2) / 2 : Math.max(1, Math.round(value)));
}
