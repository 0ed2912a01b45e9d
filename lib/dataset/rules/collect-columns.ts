import type { FrozenColumns } from "./columns.ts";

type Entry = { itemNo: number; queryNo: number; annotatorNo: number; level: number; is: number };

type Allocate = (bytes: number) => ArrayBufferLike;

/**
 * Takes judgments one by one; nobody has to know before how many there are.
 * @param allocate where they lie: memory that threads share is read by another one without a copy
 */
export function collectColumns(allocate: Allocate = (bytes) => new ArrayBuffer(bytes)) {
  let room = 1024;
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
