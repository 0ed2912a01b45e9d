// What somebody typed and did not save, kept on this device. The key names the account: on a shared browser nobody is
// shown what somebody else typed.

export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** `basis` is what was saved when the typing began, as JSON. */
export type StoredDraft = { basis: string; value: unknown };

export function draftKey(owner: string, form: string): string {
  return `assay-draft|${owner}|${form}`;
}

/** Null where there is none, or none that can be read. */
export function readDraft(store: () => DraftStore, key: string): StoredDraft | null {
  try {
    const stored = JSON.parse(store().getItem(key) ?? "null") as Partial<StoredDraft> | null;
    return typeof stored?.basis === "string" && "value" in stored ? (stored as StoredDraft) : null;
  } catch {
    return null;
  }
}

/** Whether it is kept: a browser may forbid storage, or it is full. */
export function keepDraft(store: () => DraftStore, key: string, draft: StoredDraft): boolean {
  try {
    store().setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(store: () => DraftStore, key: string): void {
  try {
    store().removeItem(key);
  } catch {
    // Where nothing can be kept there is nothing to drop.
  }
}
