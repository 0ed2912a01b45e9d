import "server-only";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { readJudgmentColumns } from "#lib/dataset/queries/columns.ts";
import {
  listFrozenItems,
  listFrozenJudgments,
  listItemIds,
  readFrozen,
} from "#lib/dataset/queries/frozen.ts";
import type { FrozenColumns } from "#lib/dataset/rules/columns.ts";
import { type Content, type ContentInputs, makeContent } from "#lib/dataset/rules/content.ts";
import { documentPieces, isJudged } from "#lib/dataset/rules/evaluation.ts";
import { guidelinePiece, itemWriter, judgmentWriter } from "#lib/dataset/rules/file.ts";
import { labelAt } from "#lib/dataset/rules/item-label.ts";
import { completeManifest } from "#lib/dataset/rules/manifest.ts";
import { type FilePieces, versionFiles } from "#lib/dataset/rules/pieces.ts";
import type { Stage } from "#lib/dataset/rules/progress.ts";
import { type Frozen, isAmong } from "#lib/dataset/rules/record.ts";
import { type Renaming, renaming } from "#lib/dataset/rules/renaming.ts";
import type { Parameters, Pinned } from "#lib/dataset/rules/version.ts";
import { type OpenFile, openFiles } from "./stored-file.ts";

/** So few judgments are done in a second or two, about what a thread takes to start. */
const FEW_JUDGMENTS = 2000;
const YOUNG_MB = 8;

export type Composing = {
  open: OpenFile;
  /** Is told how many rows of a stage are done, and of how many where that is known */
  told: (stage: Stage, rows: number, of: number | null) => void;
  signal: AbortSignal;
  /** How many rows are in memory at once */
  rowsAtOnce: number;
};

/** Of the columns only what tells which judgments a row is of, and what counts. */
type Written = Pick<FrozenColumns, "itemNo" | "is">;
type Composed = { access: RequesterAccess; frozen: Frozen; columns: Written; content: Content };

/**
 * Writes all files of a version and returns its manifest. What labels need is read first, as columns of numbers; then, with no
 * transaction open, labels are computed; then items and judgments are read in stretches and written at once. Memory depends on
 * the columns alone, some bytes a judgment.
 */
export async function composeVersion(
  access: RequesterAccess,
  { parameters, pinned }: { parameters: Parameters; pinned: Pinned },
  composing: Composing,
) {
  const { told } = composing;
  const frozen = await readFrozen(access, parameters, pinned);
  const composed = { access, frozen, ...(await readAndCompute(access, frozen, composing)) };
  const { content } = composed;
  const renamed = await findRenaming(composed, composing);
  const files = await openFiles(composing.open, versionFiles(parameters.formats, renamed.size));
  try {
    for await (const pieces of pieceFiles(composed, renamed, composing)) await files.write(pieces);
    told("closing", 0, null);
    return completeManifest(content.manifest, renamed, await files.close());
  } finally {
    await files.drop();
  }
}

/** A function of its own, so that nothing holds the columns that labels alone need once there are labels. */
async function readAndCompute(
  access: RequesterAccess,
  { parameters, project, itemNos, gold }: Frozen,
  { rowsAtOnce, signal, told }: Composing,
): Promise<{ content: Content; columns: Written }> {
  const columns = await readJudgmentColumns(access, parameters, {
    ...{ rowsAtOnce, signal },
    told: (rows) => told("reading", rows, null),
  });
  told("computing", columns.itemNo.length, null);
  const content = await computeContent({ parameters, project, itemNos, gold, columns }, signal);
  return { content, columns: { itemNo: columns.itemNo, is: columns.is } };
}

/**
 * Computes labels and manifest in a thread of its own, so that this one keeps answering, and what the models took is given back
 * with the thread. An aborted signal ends it.
 */
async function computeContent(inputs: ContentInputs, signal: AbortSignal): Promise<Content> {
  if (inputs.columns.itemNo.length <= FEW_JUDGMENTS) return makeContent(inputs);
  const thread = new Worker(new URL("./thread.ts", import.meta.url), {
    workerData: inputs,
    execArgv: ["--conditions=react-server"],
    // Nearly all of it are arrays outside of the heap. Left alone, the heap takes twenty megabytes more for what is short-lived.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  try {
    const [content] = (await once(thread, "message", { signal })) as [Content];
    return content;
  } catch (error) {
    // Whoever ended the work said why.
    throw signal.aborted ? signal.reason : error;
  } finally {
    await thread.terminate();
  }
}

/** Which documents have another name in qrels. Ids are kept only where one is unfit. */
async function findRenaming(
  { access, content: { labels } }: Composed,
  { rowsAtOnce, signal }: Composing,
): Promise<Renaming> {
  const names = renaming();
  for (const find of [names.findUnfit, names.findTaken]) {
    let at = 0;
    for (const nos of stretches(labels.itemNos, rowsAtOnce)) {
      signal.throwIfAborted();
      for (const item of await listItemIds(access, nos)) {
        if (isJudged(item, labelAt(labels, at++))) find(item);
      }
    }
    if (!names.hasUnfit()) break;
  }
  return names.names();
}

async function* pieceFiles(
  composed: Composed,
  renamed: Renaming,
  composing: Composing,
): AsyncGenerator<FilePieces> {
  yield guidelinePiece(composed.frozen);
  yield* pieceItems(composed, renamed, composing);
  yield* documentPieces(renamed, composing.rowsAtOnce);
  yield* pieceJudgments(composed, composing);
}

async function* pieceItems(
  { access, frozen, content: { labels } }: Composed,
  renamed: Renaming,
  { rowsAtOnce, signal, told }: Composing,
): AsyncGenerator<FilePieces> {
  const writer = itemWriter(frozen, labels, renamed);
  const all = labels.itemNos.length;
  let rows = 0;
  told("labels", 0, all);
  const read = (nos: number[]) => listFrozenItems(access, nos);
  for await (const items of readAhead(stretches(labels.itemNos, rowsAtOnce), read)) {
    signal.throwIfAborted();
    yield writer.write(items);
    rows += items.length;
    told("labels", rows, all);
  }
  if (rows !== all) throw new Error("An item of the version is gone.");
  yield writer.end();
}

async function* pieceJudgments(
  { access, frozen, columns, content: { labels } }: Composed,
  { rowsAtOnce, signal, told }: Composing,
): AsyncGenerator<FilePieces> {
  const writer = judgmentWriter(frozen, columns, labels);
  const isPart = isAmong(frozen.itemNos);
  const all = columns.itemNo.length;
  told("judgments", 0, all);
  const read = async ([from, to]: readonly [number, number]) => {
    const nos = [...new Set(columns.itemNo.subarray(from, to))];
    const [judgments, items] = await Promise.all([
      listFrozenJudgments(access, frozen.parameters, [nos[0] ?? 0, nos.at(-1) ?? 0]),
      listFrozenItems(access, nos.filter(isPart)),
    ]);
    // What counts is told by the position of a judgment, so positions must not change.
    const isSame = judgments.every(({ itemNo }, at) => itemNo === columns.itemNo[from + at]);
    if (judgments.length !== to - from || !isSame) throw new Error("The judgments of the version changed.");
    return { judgments, items, to };
  };
  for await (const { judgments, items, to } of readAhead(wholeItems(columns.itemNo, rowsAtOnce), read)) {
    signal.throwIfAborted();
    yield writer.write(judgments, new Map(items.map((item) => [item.no, item])));
    told("judgments", to, all);
  }
  yield writer.end();
}

/** One stretch is read while the one before is written, never more. */
async function* readAhead<Stretch, Rows>(
  wanted: Iterable<Stretch>,
  read: (stretch: Stretch) => Promise<Rows>,
): AsyncGenerator<Rows> {
  let before: Promise<Rows> | null = null;
  for (const stretch of wanted) {
    const reading = read(stretch);
    // Told when its turn comes; a rejection that nobody waits for yet must not end the process.
    reading.catch(() => {});
    if (before) yield await before;
    before = reading;
  }
  if (before) yield await before;
}

/** Where stretches of about this many rows begin and end, each at the end of an item. */
function* wholeItems(itemNos: Int32Array, rowsAtOnce: number): Generator<readonly [number, number]> {
  for (let from = 0; from < itemNos.length; ) {
    let to = Math.min(from + rowsAtOnce, itemNos.length);
    while (to < itemNos.length && itemNos[to] === itemNos[to - 1]) to += 1;
    yield [from, to];
    from = to;
  }
}

function* stretches(nos: Int32Array, atOnce: number): Generator<number[]> {
  for (let from = 0; from < nos.length; from += atOnce) yield [...nos.subarray(from, from + atOnce)];
}
