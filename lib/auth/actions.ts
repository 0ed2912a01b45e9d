"use server";

import { type ActionResult, runAction } from "#lib/action.ts";
import { setUpAdmin } from "#lib/auth/accounts.ts";
import { accountSchema, tokenSchema } from "#lib/auth/schema.ts";

export async function setUpAdminAction(token: unknown, input: unknown): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    await setUpAdmin(tokenSchema.parse(token), accountSchema.parse(input));
    return undefined;
  });
}
