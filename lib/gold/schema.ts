import * as z from "zod";
import { page } from "#lib/border.ts";

export const feedbackSchema = z.boolean();

export const pageSchema = page;
