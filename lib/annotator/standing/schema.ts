import * as z from "zod";
import { no, pathNo, text } from "#lib/border.ts";

/** A requester's word on a person, which the person reads too. */
export const decisionSchema = z.strictObject({
  annotatorNo: no,
  reason: text({ max: 500, needed: "Enter a reason." }),
});

export type DecisionInput = z.output<typeof decisionSchema>;

export const annotatorNoSchema = pathNo;
