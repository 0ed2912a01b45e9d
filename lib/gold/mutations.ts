import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { isKeyTelling } from "./rules.ts";
import type { GoldInput } from "./schema.ts";

/** Makes an item gold or changes its key; the earlier key stays on record. Returns the key's version. */
export async function setGold(access: RequesterAccess, gold: GoldInput): Promise<number> {
  const { rows } = await pool.query<{ size: number }>(
    "SELECT count(*)::int AS size FROM level WHERE project_id = $1",
    [access.projectId],
  );
  const size = rows[0]?.size ?? 0;
  if (gold.levels.some((level) => level > size)) {
    throw new AppError("invalid", `This scale ends at level ${size}.`, { levels: `At most ${size}.` });
  }
  if (!isKeyTelling(gold.levels, size)) {
    const message = "A key that accepts every level cannot be missed. Leave at least one out.";
    throw new AppError("invalid", message, { levels: message });
  }
  return callSetGold(access, gold.itemNo, gold.levels, gold.reason);
}

/** Makes a gold an ordinary item again; what it collected stays and counts as ordinary judgments. */
export async function withdrawGold(access: RequesterAccess, itemNo: number): Promise<void> {
  await callSetGold(access, itemNo, [], "");
}

async function callSetGold(
  access: RequesterAccess,
  itemNo: number,
  levels: readonly number[],
  reason: string,
): Promise<number> {
  const { rows } = await pool.query<{ version: number | null }>(
    "SELECT set_gold($1, $2, $3, $4, $5) AS version",
    [access.projectId, itemNo, levels, reason, access.userId],
  );
  const version = rows[0]?.version;
  if (version == null) throw new AppError("not_found", "There is no such item.");
  return version;
}
