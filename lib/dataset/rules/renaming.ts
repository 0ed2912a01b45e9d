import { isQrelsId } from "#lib/formats/qrels.ts";

/** What documents are called in qrels instead of their own id, by that id, in order of the items. */
export type Renaming = ReadonlyMap<string, string>;

type Document = { no: number; externalId: string };

// What a renamed document is called: underscores, an "i" and the number of the item as it is written.
const NEW_NAME = /^(_*)i(0|[1-9]\d*)$/;

/**
 * Renames only ids that qrels cannot contain, to "i" and the number of the item. Underscores are put in front until no other
 * item has that name as its id. Items pass twice, so that no more ids are kept than are renamed: first those that are unfit are
 * found, then the names that are taken. Where none is unfit, the second time is not needed.
 */
export function renaming() {
  // An id can stand under several queries: it is one document, and the last of its items gives the name.
  const lastNo = new Map<string, number>();
  const unfit = new Set<number>();
  const taken = new Set<number>();
  return {
    findUnfit({ no, externalId }: Document): void {
      if (isQrelsId(externalId)) return;
      unfit.add(no);
      lastNo.set(externalId, no);
    },
    hasUnfit: () => unfit.size > 0,
    findTaken({ externalId }: Document): void {
      const [, underscores = "", no] = NEW_NAME.exec(externalId) ?? [];
      if (no !== undefined && unfit.has(Number(no))) taken.add(underscores.length);
    },
    names(): Renaming {
      let underscores = 0;
      while (taken.has(underscores)) underscores += 1;
      const stem = `${"_".repeat(underscores)}i`;
      return new Map([...lastNo].map(([externalId, no]) => [externalId, `${stem}${no}`]));
    },
  };
}
