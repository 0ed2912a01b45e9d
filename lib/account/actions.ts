"use server";

import { setUpAdmin } from "#lib/account/mutations/accounts.ts";
import { beginByLink } from "#lib/account/mutations/tries.ts";
import { isLinkGood } from "#lib/account/queries.ts";
import { TOO_MANY_ATTEMPTS } from "#lib/account/rules.ts";
import { accountSchema, tokenSchema } from "#lib/account/schema.ts";
import { openAction } from "#lib/action.ts";
import { AppError } from "#lib/errors.ts";

export const setUpAdminAction = openAction([tokenSchema, accountSchema], async (address, token, account) => {
  const attempt = await beginByLink(address);
  if (attempt === null) throw new AppError("too_many", TOO_MANY_ATTEMPTS);
  await ((await isLinkGood(token, "set-up-admin")) ? attempt.giveBack() : attempt.count());
  await setUpAdmin(token, account);
});
