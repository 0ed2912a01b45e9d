import * as z from "zod";

/** What stands in an invite link: 96 random bits. */
export const inviteCodeSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

export const guidelineReadSchema = z.int().min(0).max(2_147_483_647);
