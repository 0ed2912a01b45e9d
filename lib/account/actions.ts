"use server";

import { headers } from "next/headers";
import { setUpAdmin } from "#lib/account/mutations/accounts.ts";
import { beginByLink } from "#lib/account/mutations/tries.ts";
import { isLinkGood } from "#lib/account/queries.ts";
import { accountSchema, tokenSchema } from "#lib/account/schema.ts";
import { type ActionResult, runAction } from "#lib/action.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { AppError } from "#lib/errors.ts";

export async function setUpAdminAction(token: unknown, input: unknown): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const attempt = await beginByLink(clientAddress(await headers()));
    if (attempt === null)
      throw new AppError("too_many", "Too many attempts. Wait a few minutes, then try again.");
    await ((await isLinkGood(token, "set-up-admin")) ? attempt.giveBack() : attempt.count());
    await setUpAdmin(tokenSchema.parse(token), accountSchema.parse(input));
    return undefined;
  });
}
