// `npm run guarantee -- PART [--seed S …]`: proves what the queue promises. Without a part all of them, in order.

import { seenVersion } from "./ground/server.ts";
import { provedAgainstCollusion } from "./proofs/collusion/collusion.ts";
import { provedByFaults } from "./proofs/faults/faults.ts";
import { provedByFunctions } from "./proofs/functions.ts";
import { proveByHttp } from "./proofs/http.ts";
import { provedByKills } from "./proofs/kills.ts";
import { provedByModel } from "./proofs/model/model.ts";
import { faultOfOptions, type Part, type Result, readOptions } from "./proofs/part.ts";
import { provedByPlants } from "./proofs/plants/plants.ts";
import { provedBehindPooler } from "./proofs/pooled/pooled.ts";
import { provedAgainstSpam } from "./proofs/spam/spam.ts";
import { provedBySync } from "./proofs/sync.ts";
import { provedByTells } from "./proofs/tells/tells.ts";
import { provedByTwins } from "./proofs/twin/twin.ts";
import { type Row, readSetting, writeReport } from "./report.ts";

/** Each part with its default number of judgments. */
const PARTS: Record<string, { prove: Part; judgments: number }> = {
  functions: { prove: provedByFunctions, judgments: 100_000 },
  http: { prove: proveByHttp(1), judgments: 2000 },
  "http-two": { prove: proveByHttp(2), judgments: 2000 },
  pooled: { prove: provedBehindPooler, judgments: 2000 },
  kills: { prove: provedByKills, judgments: 40_000 },
  faults: { prove: provedByFaults, judgments: 1500 },
  sync: { prove: provedBySync, judgments: 100 },
  model: { prove: provedByModel, judgments: 0 },
  plants: { prove: provedByPlants, judgments: 0 },
  twin: { prove: provedByTwins, judgments: 0 },
  tells: { prove: provedByTells, judgments: 0 },
  collusion: { prove: provedAgainstCollusion, judgments: 9000 },
  spam: { prove: provedAgainstSpam, judgments: 0 },
};

const USAGE = `Usage: npm run guarantee -- [PART] [options]
There is ${Object.keys(PARTS).join(", ")}. docs/guarantees.md says what each does, and the options.`;

// When the run is stopped, so is everything it started.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => process.exit(code));
}
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  const hasName = args[0] !== undefined && !args[0].startsWith("-");
  const wanted = hasName ? args[0] : undefined;
  const rest = hasName ? args.slice(1) : args;
  const misuse =
    wanted !== undefined && PARTS[wanted] === undefined
      ? `There is no "${wanted}".`
      : faultOfOptions(rest, wanted ?? null);
  if (misuse !== null) {
    console.error(`${misuse}\n${USAGE}`);
    return 2;
  }
  const rows: Row[] = [];
  for (const [part, { prove, judgments }] of Object.entries(PARTS)) {
    if (wanted !== undefined && wanted !== part) continue;
    const options = readOptions(rest, judgments);
    const setting = readSetting();
    console.log(`${part} …`);
    const results = await prove(options).catch((error: Error) => fault(part, error));
    const own = results.map((result) => ({ ...result, part, seed: options.seed }));
    if (options.report)
      writeReport(options.report, { rows: own, isWhole: options.only === null }, setting, seenVersion());
    rows.push(...own);
  }
  console.log("");
  for (const { name, hasPassed, told, seed } of rows)
    console.log(`${hasPassed ? "ok  " : "FAIL"} ${name.padEnd(34)} seed ${seed} · ${told}`);
  const failed = rows.filter(({ hasPassed }) => !hasPassed).length;
  console.log(`\n${rows.length - failed} passed, ${failed} failed`);
  return failed === 0 && rows.length > 0 ? 0 : 1;
}

function fault(name: string, error: Error): Result[] {
  console.error(error);
  return [{ name, hasPassed: false, told: error.message.split("\n")[0] ?? "" }];
}
