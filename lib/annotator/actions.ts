"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { accountSchema } from "#lib/account/schema.ts";
import { type ActionResult, runAction } from "#lib/action.ts";
import { requireAnnotator, requireRequester, requireUser } from "#lib/auth/access.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import {
  createInvite,
  createInvitedAccount,
  joinProject,
  noteGuidelineRead,
  revokeInvite,
} from "./mutations.ts";
import { guidelineReadSchema, inviteCodeSchema } from "./schema.ts";

/** Joins the project of the invite; answers with where to go on. */
export async function joinProjectAction(code: unknown): Promise<ActionResult<{ projectId: unknown }>> {
  return runAction(async () => {
    const projectId = await joinProject(await requireUser(), inviteCodeSchema.parse(code));
    return { projectId };
  });
}

/** Self-registration is off: an account is made only by someone who holds an invite. */
export async function createInvitedAccountAction(
  code: unknown,
  input: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const address = clientAddress(await headers());
    await createInvitedAccount(inviteCodeSchema.parse(code), accountSchema.parse(input), address);
    return undefined;
  });
}

export async function createInviteAction(projectId: unknown): Promise<ActionResult<{ code: string }>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "annotator:manage");
    const code = await createInvite(access);
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return { code };
  });
}

export async function revokeInviteAction(
  projectId: unknown,
  code: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireRequester(projectId, "annotator:manage");
    await revokeInvite(access, inviteCodeSchema.parse(code));
    revalidatePath(`/projects/${access.projectId}`, "layout");
    return undefined;
  });
}

export async function noteGuidelineReadAction(
  projectId: unknown,
  version: unknown,
): Promise<ActionResult<undefined>> {
  return runAction(async () => {
    const access = await requireAnnotator(projectId);
    await noteGuidelineRead(access, guidelineReadSchema.parse(version));
    revalidatePath(`/judge/${access.projectId}`);
    return undefined;
  });
}
