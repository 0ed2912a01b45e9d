import * as z from "zod";
import { no, pathNo, text } from "#lib/border.ts";

/** A requester's decision about a person. The person can read the reason. */
export const decisionSchema = z.strictObject({
  annotatorNo: no,
  reason: text({ max: 500, needed: "Enter a reason." }),
});

export type DecisionInput = z.output<typeof decisionSchema>;

export const annotatorNoSchema = pathNo;
