// How the tables of the guards write sizes and shares.

export function sizeName({ people, items }: { people: number; items: number }): string {
  return `${people} people × ${items} items`;
}

export function percent(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(2)}%`;
}
