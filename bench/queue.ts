// `npm run bench -- queue [--only throughput,routes,growth] [--clients 16] [--seconds 5] [--runs 5] [--rate 300]
//                         [--items 1000,100000,1000000] [--judged 50000] [--claims 100]`
//
// Times the queue's functions beside plain SQL by the same driver, its routes beside an empty one, and a claim as projects
// and people's work grow.
import { parseArgs } from "node:util";
import { benchGrowth } from "./queue/growth.ts";
import { benchRoutes } from "./queue/routes.ts";
import { openScratch } from "./queue/scratch.ts";
import { benchThroughput } from "./queue/throughput.ts";

export async function benchQueue(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", default: "throughput,routes,growth" },
      clients: { type: "string", default: "16" },
      seconds: { type: "string", default: "5" },
      runs: { type: "string", default: "5" },
      rate: { type: "string" },
      items: { type: "string", default: "1000,100000,1000000" },
      judged: { type: "string", default: "50000" },
      claims: { type: "string", default: "60" },
    },
  });
  const parts = values.only.split(",");
  const scratch = await openScratch();
  try {
    const load = {
      clients: Number(values.clients),
      seconds: Number(values.seconds),
      runs: Number(values.runs),
      rate: values.rate === undefined ? null : Number(values.rate),
    };
    if (parts.includes("throughput")) await benchThroughput(scratch, load);
    if (parts.includes("routes")) await benchRoutes(scratch, load);
    if (parts.includes("growth")) {
      await benchGrowth(scratch, {
        sizes: values.items.split(",").map(Number),
        judged: Number(values.judged),
        claims: Number(values.claims),
      });
    }
  } finally {
    await scratch.drop();
  }
}
