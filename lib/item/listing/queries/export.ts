import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { inReading } from "#lib/database/reading.ts";
import { readFieldRoles } from "../../queries.ts";
import type { ItemFilter } from "../../schema.ts";
import type { NotListed, ShownItem } from "../rules.ts";
import { listNumbers } from "./list.ts";
import { readShown } from "./shown.ts";

const ITEMS_AT_ONCE = 1_000;

/**
 * Every item of a view in its order, some at a time. Each piece is found by the last item before it and read by itself, so that a
 * slow reader holds no connection. Where there is no list, the first and only piece is the reason.
 */
export async function* exportItems(
  access: RequesterAccess,
  filter: ItemFilter,
): AsyncGenerator<ShownItem[] | NotListed, undefined> {
  const roles = await readFieldRoles(access);
  for (let from = filter; ; ) {
    const piece = await inReading(async (client) => {
      const listed = await listNumbers(access, client, { filter: from, size: ITEMS_AT_ONCE }, roles);
      if (typeof listed === "string") return listed;
      const rows = await readShown(access, client, listed.nos);
      return { rows, last: listed.hasMore ? listed.nos.at(-1) : undefined };
    });
    if (typeof piece === "string") {
      yield piece;
      return;
    }
    yield piece.rows;
    if (piece.last === undefined) return;
    from = { ...filter, after: piece.last };
  }
}
