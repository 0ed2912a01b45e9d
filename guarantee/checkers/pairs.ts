import type { AssignmentRow, JudgmentRow, Tables } from "./history/tables.ts";
import type { Run, Violation } from "./violation.ts";

/** The state of an assignment after its newest judgment. */
const STATE_AFTER: Record<string, readonly string[]> = {
  judge: ["judged", "surplus", "reopened"],
  unratable: ["unratable"],
  // Taken back, the item is theirs again, and may be lost again as before.
  undo: ["live", "expired", "returned"],
};

/**
 * I3, I5, I8 and I9 in the end: one chain of judgments per pair that never forks, one assignment that stands where the
 * chain ends, and counters that say how many count.
 */
export function checkPairs({ tables }: Run): Violation[] {
  const violations: Violation[] = [];
  const assignments = new Map<string, AssignmentRow>();
  for (const row of tables.assignments) {
    const name = pairOf(row);
    if (assignments.has(name))
      violations.push({ invariant: "I3", what: "two assignments of one pair", ...about(row) });
    assignments.set(name, row);
  }
  const chains = Map.groupBy(tables.judgments, pairOf);
  for (const [name, chain] of chains) violations.push(...checkChain(chain, assignments.get(name)));
  for (const assignment of tables.assignments) {
    const hasChain = chains.has(pairOf(assignment));
    if (!hasChain && (assignment.judgmentSeq !== null || /judged|surplus|unratable/.test(assignment.state))) {
      const what = `an assignment is ${assignment.state} without a judgment`;
      violations.push({ invariant: "I1", what, ...about(assignment) });
    }
  }
  return [...violations, ...checkCounters(tables)];
}

function checkChain(chain: readonly JudgmentRow[], assignment: AssignmentRow | undefined): Violation[] {
  const violations: Violation[] = [];
  const [first] = chain;
  const newest = chain.at(-1);
  if (!first || !newest) return [];
  const found = (invariant: Violation["invariant"], what: string) =>
    violations.push({ invariant, what, ...about(first) });
  let before: JudgmentRow | null = null;
  for (const row of chain) {
    if (row.supersedes !== (before?.seq ?? null)) {
      found(
        before && row.supersedes === null ? "I3" : "I8",
        `judgment ${row.seq} supersedes ${row.supersedes}, not ${before?.seq}`,
      );
    } else if (before && (before.action === "undo") === (row.action === "undo")) {
      found("I9", `judgment ${row.seq} (${row.action}) follows ${before.action}`);
    }
    before = row;
  }
  if (!assignment) {
    found("I9", `judgment ${newest.seq} has no assignment`);
  } else if (assignment.judgmentSeq !== newest.seq) {
    found("I9", `the assignment stands at judgment ${assignment.judgmentSeq}, the newest is ${newest.seq}`);
  } else if (!STATE_AFTER[newest.action]?.includes(assignment.state)) {
    found("I9", `the assignment is ${assignment.state} after ${newest.action}`);
  } else if (assignment.counted && !(newest.action === "judge" && assignment.state === "judged")) {
    found("I9", `an assignment counts that is ${assignment.state} after ${newest.action}`);
  }
  return violations;
}

function checkCounters({ items, assignments }: Tables): Violation[] {
  const byItem = Map.groupBy(assignments, ({ itemNo }) => itemNo);
  return items.flatMap((item): Violation[] => {
    const own = byItem.get(item.no) ?? [];
    const counted = own.filter((row) => row.counted).length;
    const live = own.filter((row) => row.state === "live").length;
    const violations: Violation[] = [];
    if (item.counted !== counted || item.live !== live) {
      const what = `the item says counted ${item.counted} live ${item.live}, its assignments ${counted} and ${live}`;
      violations.push({ invariant: "I5", what, itemNo: item.no });
    }
    if (counted + live > item.target) {
      const what = `counted ${counted} and live ${live} are more than the target ${item.target}`;
      violations.push({ invariant: "I4", what, itemNo: item.no });
    }
    return violations;
  });
}

function pairOf(row: { itemNo: number; annotatorNo: number }): string {
  return `${row.itemNo}/${row.annotatorNo}`;
}

function about({ itemNo, annotatorNo }: { itemNo: number; annotatorNo: number }) {
  return { itemNo, annotatorNo };
}
