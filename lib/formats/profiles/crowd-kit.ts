import { csvLines } from "#lib/formats/delimited.ts";

/** One answer: who gave which level to which item. */
export type CrowdAnswer = { readonly task: string; readonly worker: string; readonly label: number };

/** Answers as crowd-kit's aggregations read them. Each pair of task and worker stands once. */
export async function* crowdKitCsv(answers: AsyncIterable<CrowdAnswer>): AsyncGenerator<string> {
  yield "task,worker,label\n";
  for await (const { task, worker, label } of answers) yield csvLines([[task, worker, label]]);
}
