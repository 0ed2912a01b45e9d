// `npm run verify -- VERSION-FOLDER`: makes a dataset version again from its judgments, without a database.
import { Misuse, readArguments, USAGE } from "./verify/arguments.ts";
import { UnusableFolder } from "./verify/folder.ts";
import { verifyVersion } from "./verify/verify.ts";

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const { faults, notes, count, digest, labels } = await verifyVersion(readArguments(process.argv.slice(2)));
  const told = faults();
  for (const sentence of told) console.log(sentence);
  const unsaid = count() - told.length;
  if (unsaid > 0) console.log(`${unsaid} more differences are not listed.`);
  for (const sentence of notes()) console.log(`Not checked: ${sentence}`);
  console.log(`Digest of this version: ${digest}. Compare it with the one on the Datasets page.`);
  console.log(count() === 0 ? `All ${labels} labels follow from the judgments.` : `${count()} differences.`);
  process.exitCode = count() === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof Misuse || error instanceof UnusableFolder)) throw error;
  console.error(error.message);
  if (error instanceof Misuse) console.error(USAGE);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
