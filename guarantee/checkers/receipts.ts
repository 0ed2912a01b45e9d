import { createHash } from "node:crypto";
import { submitPayload, undoPayload } from "#lib/judgment/schema.ts";
import { isOf, type Operation } from "./history/operation.ts";
import type { JudgmentRow } from "./history/tables.ts";
import type { Run, Violation } from "./violation.ts";

type Sent = Operation<"submit" | "undo">;
type Letter = { annotatorNo: number; requestKey: string; row: JudgmentRow | null; sent: Sent[] };

/**
 * I1, I2, I7 and I8 as far as clients see them: what was acknowledged is stored as it was sent, what is stored was
 * sent, and equal submits have equal receipts.
 */
export function checkReceipts({ history, tables }: Run): Violation[] {
  const letters = new Map<string, Letter>();
  for (const operation of history.operations) {
    if (!isOf(operation, "submit", "undo") || operation.annotatorNo === null) continue;
    const { annotatorNo, asked } = operation;
    const letter = letterOf(letters, annotatorNo, asked.requestKey);
    letter.sent.push(operation);
  }
  const violations: Violation[] = [];
  for (const row of tables.judgments) {
    const letter = letterOf(letters, row.annotatorNo, row.requestKey);
    const about = { itemNo: row.itemNo, annotatorNo: row.annotatorNo };
    if (letter.row) {
      const what = `judgments ${letter.row.seq} and ${row.seq} have one request key of one person`;
      violations.push({ invariant: "I7", what, ...about, operations: numbers(letter.sent) });
    }
    letter.row = row;
    if (letter.sent.length === 0) {
      violations.push({ invariant: "I2", what: `nobody sent judgment ${row.seq}`, ...about });
    }
  }
  for (const letter of letters.values()) violations.push(...checkLetter(letter));
  return violations;
}

function letterOf(letters: Map<string, Letter>, annotatorNo: number, requestKey: string): Letter {
  const name = `${annotatorNo}/${requestKey}`;
  const letter = letters.get(name) ?? { annotatorNo, requestKey, row: null, sent: [] };
  letters.set(name, letter);
  return letter;
}

function checkLetter(letter: Letter): Violation[] {
  const { row, sent, annotatorNo } = letter;
  const found = (invariant: Violation["invariant"], what: string, shown: readonly Sent[]) => ({
    invariant,
    what,
    annotatorNo,
    ...(row ? { itemNo: row.itemNo } : {}),
    operations: numbers(shown),
  });
  const violations: Violation[] = [];
  const saved = sent.filter((operation) => outcomeOf(operation) === "saved");
  if (row && sent.length > 0 && !sent.some((operation) => hashOf(operation) === row.hash)) {
    violations.push(found("I2", `judgment ${row.seq} says what nobody sent`, sent));
  }
  if (row && sent.some((operation) => hashOf(operation) === row.hash && !saysTheSame(operation, row))) {
    violations.push(found("I8", `judgment ${row.seq} says something else than what was sent`, sent));
  }
  if (row && sent.length > 0 && sent.every(({ phase }) => phase === "fail")) {
    violations.push(found("I2", `judgment ${row.seq} was refused and is stored`, sent));
  }
  for (const operation of saved) {
    if (!row) {
      violations.push(found("I1", "acknowledged as saved, and there is no such judgment", [operation]));
    } else if (hashOf(operation) !== row.hash) {
      const what = `acknowledged as saved, but judgment ${row.seq} holds another answer`;
      violations.push(found("I8", what, [operation]));
    } else if (countedOf(operation) !== row.counted) {
      violations.push(
        found("I7", `the receipt says counted ${countedOf(operation)}, the row ${row.counted}`, sent),
      );
    }
  }
  const odd = sent.find((operation) => isOddReceipt(operation, letter, saved));
  if (odd) violations.push(found("I7", `${outcomeOf(odd)} is not the receipt of this request key`, sent));
  return violations;
}

function isOddReceipt(operation: Sent, { row }: Letter, saved: readonly Sent[]): boolean {
  const outcome = outcomeOf(operation);
  if (outcome === null || outcome === "saved") return false;
  // A conflict needs another answer that is stored under the person's own request key.
  if (outcome === "conflict") return row === null || row.hash === hashOf(operation);
  // Once the request key is saved, every copy gets its receipt. One that was on its way before may have found it new.
  return saved.some((earlier) =>
    operation.act === "submit" && outcome === "already-judged" && hashOf(earlier) === hashOf(operation)
      ? earlier.invokedAt < operation.endedAt
      : earlier.endedAt < operation.invokedAt,
  );
}

function outcomeOf(operation: Sent): string | null {
  return operation.phase === "ok" ? (operation.answer?.outcome ?? null) : null;
}

function countedOf(operation: Sent): boolean {
  return operation.answer?.outcome === "saved" && operation.answer.counted;
}

function saysTheSame(operation: Sent, row: JudgmentRow): boolean {
  if (operation.act === "undo") return row.action === "undo" && row.level === null;
  const { level, unratable } = operation.asked;
  return row.level === level && row.unratable === unratable;
}

const hashes = new WeakMap<Sent, string>();

function hashOf(operation: Sent): string {
  const known = hashes.get(operation);
  if (known !== undefined) return known;
  const payload = operation.act === "submit" ? submitPayload(operation.asked) : undoPayload(operation.asked);
  const hash = createHash("sha256").update(payload).digest("hex");
  hashes.set(operation, hash);
  return hash;
}

function numbers(operations: readonly Sent[]): number[] {
  return operations.map(({ n }) => n);
}
