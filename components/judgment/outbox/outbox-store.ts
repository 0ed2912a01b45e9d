import { createStore, del, entries, set, type UseStore } from "idb-keyval";
import type { OutboxEntry, OutboxStore } from "./outbox.ts";

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
        await set(entry.place, entry, database());
        memory.delete(entry.place);
        return true;
      } catch {
        memory.set(entry.place, entry);
        return false;
      }
    },
    async list(owner) {
      const stored = await entries<string, OutboxEntry>(database()).catch(() => []);
      return [...stored.map(([, entry]) => entry), ...memory.values()]
        .filter(({ place }) => place.startsWith(`${owner}|`))
        .sort((a, b) => (a.place < b.place ? -1 : 1));
    },
    async remove(place) {
      memory.delete(place);
      await del(place, database()).catch(() => undefined);
    },
  };
}
