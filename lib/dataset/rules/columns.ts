import type { JudgmentColumns, QueriedColumns } from "#lib/agreement/rules.ts";

/** What is true of a judgment at the watermark, a bit each. */
export const IS = {
  /** Counts in this version */
  counted: 1,
  /** Stood before items were chosen by hand: agreement is over these */
  beforeChoosing: 2,
  /** Not superseded by a judgment up to the watermark */
  newest: 4,
  /** No undo */
  answer: 8,
} as const;

/**
 * Every judgment up to the watermark, by item and in the order received: what labels need of it and nothing else. A level of
 * 0 is none.
 */
export type FrozenColumns = QueriedColumns & { readonly is: Uint8Array };

type Entry = { itemNo: number; queryNo: number; annotatorNo: number; level: number; is: number };

type Allocate = (bytes: number) => ArrayBufferLike;

/**
 * Takes judgments one by one.
 * @param expected how many come: where it is right, nothing is copied to a larger place
 * @param allocate where they lie: memory that threads share is read by another one without a copy
 */
export function collectColumns(expected = 1024, allocate: Allocate = (bytes) => new ArrayBuffer(bytes)) {
  let room = Math.max(1, expected);
  let length = 0;
  let columns = newColumns(room, allocate);
  return {
    add({ itemNo, queryNo, annotatorNo, level, is }: Entry): void {
      if (length === room) {
        room *= 2;
        columns = grown(columns, newColumns(room, allocate));
      }
      columns.itemNo[length] = itemNo;
      columns.queryNo[length] = queryNo;
      columns.annotatorNo[length] = annotatorNo;
      columns.level[length] = level;
      columns.is[length++] = is;
    },
    finish(): FrozenColumns {
      const { itemNo, queryNo, annotatorNo, level, is } = columns;
      return {
        itemNo: itemNo.subarray(0, length),
        queryNo: queryNo.subarray(0, length),
        annotatorNo: annotatorNo.subarray(0, length),
        level: level.subarray(0, length),
        is: is.subarray(0, length),
      };
    },
  };
}

function newColumns(room: number, allocate: Allocate): FrozenColumns {
  const wide = () => new Int32Array(allocate(4 * room));
  const narrow = () => new Uint8Array(allocate(room));
  return { itemNo: wide(), queryNo: wide(), annotatorNo: wide(), level: narrow(), is: narrow() };
}

function grown(columns: FrozenColumns, larger: FrozenColumns): FrozenColumns {
  larger.itemNo.set(columns.itemNo);
  larger.queryNo.set(columns.queryNo);
  larger.annotatorNo.set(columns.annotatorNo);
  larger.level.set(columns.level);
  larger.is.set(columns.is);
  return larger;
}

/** What counts towards labels, gold among it. */
export function countedJudgments(columns: FrozenColumns): JudgmentColumns {
  return answersGiven(
    columns,
    flagLevels(columns, (r) => has(columns, r, IS.counted)),
  );
}

/** Everybody's current answers on this gold, whether they count or not. */
export function goldAnswers(
  columns: FrozenColumns,
  goldLevels: ReadonlyMap<number, readonly number[]>,
): JudgmentColumns {
  const isWanted = (r: number) =>
    has(columns, r, IS.newest | IS.answer) && goldLevels.has(columns.itemNo[r] as number);
  return answersGiven(columns, flagLevels(columns, isWanted));
}

/** What agreement is over: ordinary work as it was before anybody chose items by hand. */
export function judgmentsBeforeChoosing(
  columns: FrozenColumns,
  isGold: (itemNo: number) => boolean,
): QueriedColumns {
  const isWanted = (r: number) => has(columns, r, IS.beforeChoosing) && !isGold(columns.itemNo[r] as number);
  const keep = flagLevels(columns, isWanted);
  return { ...answersGiven(columns, keep), queryNo: kept(columns.queryNo, keep) };
}

/** Whether all of these bits are set. */
export function has({ is }: Pick<FrozenColumns, "is">, r: number, bits: number): boolean {
  return ((is[r] as number) & bits) === bits;
}

/** The judgments on these items. */
export function judgmentsOn(
  { itemNo, annotatorNo, level }: JudgmentColumns,
  isWanted: (itemNo: number) => boolean,
): JudgmentColumns {
  const keep = level.map((_, r) => (isWanted(itemNo[r] as number) ? 1 : 0));
  return answersGiven({ itemNo, annotatorNo, level }, keep);
}

/** Flags of the judgments with a level for which this is true. */
function flagLevels({ level }: FrozenColumns, isWanted: (r: number) => boolean): Uint8Array {
  const keep = new Uint8Array(level.length);
  for (let r = 0; r < keep.length; r++) keep[r] = (level[r] as number) > 0 && isWanted(r) ? 1 : 0;
  return keep;
}

function answersGiven({ itemNo, annotatorNo, level }: JudgmentColumns, keep: Uint8Array): JudgmentColumns {
  return { itemNo: kept(itemNo, keep), annotatorNo: kept(annotatorNo, keep), level: kept(level, keep) };
}

function kept<Column extends Int32Array | Uint8Array>(column: Column, keep: Uint8Array): Column {
  const length = keep.reduce((sum, flag) => sum + flag, 0);
  const picked = column instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
  let next = 0;
  for (let r = 0; r < keep.length; r++) if (keep[r] === 1) picked[next++] = column[r] as number;
  return picked as Column;
}
