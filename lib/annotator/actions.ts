"use server";

import { revalidatePath } from "next/cache";
import { accountSchema } from "#lib/account/schema.ts";
import { annotatorAction, openAction, refreshProject, requesterAction, userAction } from "#lib/action.ts";
import {
  createInvite,
  createInvitedAccount,
  joinProject,
  noteGuidelineRead,
  revokeInvite,
} from "./mutations.ts";
import { guidelineReadSchema, inviteCodeSchema } from "./schema.ts";

/** Joins the project of the invite and returns the page to open next. */
export const joinProjectAction = userAction("signed-in", [inviteCodeSchema], async (access, code) => ({
  projectId: await joinProject(access, code),
}));

/** There is no self-registration: only someone with an invite can create an account. */
export const createInvitedAccountAction = openAction(
  [inviteCodeSchema, accountSchema],
  (address, code, account) => createInvitedAccount(code, account, address),
);

export const createInviteAction = requesterAction(
  "annotator:manage",
  [],
  async (access) => ({ code: await createInvite(access) }),
  refreshProject,
);

export const revokeInviteAction = requesterAction(
  "annotator:manage",
  [inviteCodeSchema],
  revokeInvite,
  refreshProject,
);

export const noteGuidelineReadAction = annotatorAction(
  [guidelineReadSchema],
  noteGuidelineRead,
  (projectId) => revalidatePath(`/judge/${projectId}`),
);
