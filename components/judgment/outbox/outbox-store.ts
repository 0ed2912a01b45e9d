import { createStore, del, entries, set, type UseStore } from "idb-keyval";
import type { Message, OutboxEntry, OutboxStore } from "./outbox.ts";

/** As IndexedDB holds it. The name `place` stays: entries of earlier versions still wait on devices. */
export type StoredEntry = Message & Pick<OutboxEntry, "about" | "refusal"> & { place: string };

export function fromStored({ place, ...entry }: StoredEntry): OutboxEntry {
  return { ...entry, position: place };
}

function toStored({ position, ...entry }: OutboxEntry): StoredEntry {
  return { ...entry, place: position };
}

/** IndexedDB, and where a browser forbids it, the page's memory: then only a reload loses what waits. */
export function openOutboxStore(): OutboxStore {
  let shared: UseStore | null = null;
  const database = () => {
    shared ??= createStore("assay", "outbox");
    return shared;
  };
  const memory = new Map<string, OutboxEntry>();
  return {
    async put(entry) {
      try {
        await set(entry.position, toStored(entry), database());
        memory.delete(entry.position);
        return true;
      } catch {
        memory.set(entry.position, entry);
        return false;
      }
    },
    async list(owner) {
      const stored = await entries<string, StoredEntry>(database()).catch(() => []);
      return [...stored.map(([, entry]) => fromStored(entry)), ...memory.values()]
        .filter(({ position }) => position.startsWith(`${owner}|`))
        .sort((a, b) => (a.position < b.position ? -1 : 1));
    },
    async remove(position) {
      memory.delete(position);
      await del(position, database()).catch(() => undefined);
    },
  };
}
