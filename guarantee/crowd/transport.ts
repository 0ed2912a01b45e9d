import type { Submit, Undo } from "#lib/judgment/schema.ts";
import type { Acts, Reply } from "../checkers/history/operation.ts";

/** The way from an annotator to the queue: the functions themselves, or the routes of a running Assay. */
export type Transport = {
  claim(annotatorNo: number, count: number): Promise<Reply<Acts["claim"]["answer"]>>;
  submit(annotatorNo: number, input: Submit): Promise<Reply<Acts["submit"]["answer"]>>;
  undo(annotatorNo: number, input: Undo): Promise<Reply<Acts["undo"]["answer"]>>;
  renew(annotatorNo: number): Promise<Reply<number>>;
  giveBack(annotatorNo: number, assignmentIds: string[], when: "now" | "soon"): Promise<Reply<number>>;
  close(): Promise<void>;
};
