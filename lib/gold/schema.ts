import * as z from "zod";

export const givesFeedbackSchema = z.boolean();
