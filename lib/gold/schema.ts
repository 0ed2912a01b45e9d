import * as z from "zod";

export const feedbackSchema = z.boolean();

export const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);
