import * as z from "zod";
import { integer } from "#lib/border.ts";

/** The code in an invite link: 96 random bits. */
export const inviteCodeSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

export const guidelineReadSchema = integer(0);
