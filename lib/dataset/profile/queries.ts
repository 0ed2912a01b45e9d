import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { readDatasetFile } from "#lib/dataset/queries/versions.ts";
import type { Parameters, Pinned } from "#lib/dataset/rules/version.ts";
import { splitJson, splitLines } from "#lib/formats/lines.ts";
import { type CrowdAnswer, crowdKitCsv } from "#lib/formats/profiles/crowd-kit.ts";
import type { JudgedPair } from "#lib/formats/profiles/pair.ts";
import type { FormatRefusal } from "#lib/formats/profiles/refusal.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { answerOf, pairOf, rowInQrels } from "./rules/pairs.ts";
import { ANSWERS_FILE, type ProfileFile, pairFile } from "./rules/tools.ts";

export type OpenedProfile =
  | { mediaType: string; pieces: AsyncGenerator<Uint8Array> }
  | { refusal: FormatRefusal };

/** A finished version as a file for another tool, made from its stored files as it is read; null where there is none such. */
export async function openProfile(
  access: RequesterAccess,
  version: number,
  name: string,
): Promise<OpenedProfile | null> {
  const file = pairFile(name);
  if (file === null && name !== ANSWERS_FILE.name) return null;
  const { rows } = await pool.query<{ parameters: Parameters; pinned: Pinned | null }>(
    "SELECT parameters, pinned FROM dataset_version WHERE project_id = $1 AND version = $2 AND state = 'ready'",
    [access.projectId, version],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const stored = (path: string) => readDatasetFile(access, version, path);
  if (file === null) {
    const answers = crowdKitCsv(countedAnswers(stored("data/judgments.jsonl")));
    return { mediaType: ANSWERS_FILE.mediaType, pieces: inPieces(answers) };
  }
  const roles = (row.pinned?.fieldRoles ?? null) as FieldRoles | null;
  const pairs = () => judgedPairs(stored("data/labels.jsonl"), stored("qrels.txt"), roles);
  const refusal = await findRefusal(file, pairs);
  if (refusal !== null) return { refusal };
  const about = {
    name: `assay-${access.projectId}-v${version}`,
    topGrade: Math.max(...row.parameters.grades),
  };
  return { mediaType: file.mediaType, pieces: inPieces(file.write(pairs(), about)) };
}

/** Rows of labels and lines of qrels, brought together as they are read. */
async function* judgedPairs(
  labels: AsyncIterable<Uint8Array>,
  qrels: AsyncIterable<Uint8Array>,
  roles: FieldRoles | null,
): AsyncGenerator<JudgedPair> {
  const lines = splitLines(qrels);
  try {
    for await (const value of splitJson(labels)) {
      const row = rowInQrels(value);
      if (row === null) continue;
      const { value: line, done } = await lines.next();
      const pair = pairOf(row, done ? null : line.toString("utf8"), roles);
      if (pair === null) throw new Error("The qrels of the version do not fit its labels.");
      yield pair;
    }
    if (!(await lines.next()).done) throw new Error("The version has more qrels than labels.");
  } finally {
    await lines.return(undefined);
  }
}

async function* countedAnswers(judgments: AsyncIterable<Uint8Array>): AsyncGenerator<CrowdAnswer> {
  for await (const value of splitJson(judgments)) {
    const answer = answerOf(value);
    if (answer !== null) yield answer;
  }
}

async function findRefusal({ check }: ProfileFile, pairs: () => ReturnType<typeof judgedPairs>) {
  const refuse = check?.();
  if (refuse === undefined) return null;
  for await (const pair of pairs()) {
    const refusal = refuse(pair);
    if (refusal !== null) return refusal;
  }
  return null;
}

const PIECE_CHARACTERS = 64 * 1024;

/** Sends many lines at once: each piece costs more than a line. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let text = "";
  for await (const line of lines) {
    text += line;
    if (text.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}
