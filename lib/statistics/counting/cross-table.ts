import type { Labeling } from "#lib/labeling.ts";

/**
 * How often annotator A gave level k where annotator B gave level l: K * K counts, row by row, over the items
 * both rated. Of several ratings of an item by one annotator the latest counts.
 *
 * Shape: `counts[k * levels + l]`; published tables may hold fractional shares. Units: items.
 */
export type CrossTable = { readonly levels: number; readonly counts: Float64Array };

/**
 * Builds the table of two annotators: O(ratings).
 * Shapes: K × K counts of items that both rated. Source: the contingency table of Cohen 1960.
 */
export function crossTable(labeling: Labeling, left: number, right: number): CrossTable {
  const { levels } = labeling;
  const counts = new Float64Array(levels * levels);
  const { first, second } = coRated(labeling, left, right);
  first.forEach((label, i) => {
    counts[label * levels + second[i]] += 1;
  });
  return { levels, counts };
}

/**
 * The latest labels of two annotators on the items both rated, in item order: two arrays of the same length.
 * Of a repeated rating the latest counts.
 */
export function coRated(
  { items, item, annotator, label }: Labeling,
  left: number,
  right: number,
): { first: Uint8Array; second: Uint8Array } {
  const ofLeft = new Int16Array(items).fill(-1);
  const ofRight = new Int16Array(items).fill(-1);
  for (let r = 0; r < item.length; r++) {
    if (annotator[r] === left) ofLeft[item[r]] = label[r];
    if (annotator[r] === right) ofRight[item[r]] = label[r];
  }
  const both: number[] = [];
  for (let i = 0; i < items; i++) if (ofLeft[i] >= 0 && ofRight[i] >= 0) both.push(i);
  return {
    first: Uint8Array.from(both, (i) => ofLeft[i]),
    second: Uint8Array.from(both, (i) => ofRight[i]),
  };
}

/** Items in the table and the share of each level for A (rows) and B (columns). */
export type Margins = { readonly items: number; readonly rows: Float64Array; readonly columns: Float64Array };

/**
 * Reads the margins; shares are NaN where the table is empty, so look at `items` first.
 * Shapes: K shares each, fractions. Source: Cohen 1960.
 */
export function margins({ levels, counts }: CrossTable): Margins {
  const rows = new Float64Array(levels);
  const columns = new Float64Array(levels);
  let items = 0;
  counts.forEach((count, cell) => {
    items += count;
    rows[Math.floor(cell / levels)] += count;
    columns[cell % levels] += count;
  });
  return { items, rows: rows.map((sum) => sum / items), columns: columns.map((sum) => sum / items) };
}

/**
 * Whether both annotators gave one and the same level throughout: then chance agreement is 1 and every kappa undefined.
 */
export function isOneLevel({ levels, counts }: CrossTable): boolean {
  const used = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const onDiagonal = counts.some((count, cell) => count > 0 && cell % (levels + 1) === 0);
  return used === 1 && onDiagonal;
}
