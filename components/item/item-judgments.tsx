import { Chip } from "#components/ui/chip.tsx";
import { seconds } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ItemJudgment, ScaleLevel } from "#lib/item/rules.ts";
import { ITEM } from "./words.ts";

type ItemJudgmentsProps = {
  judgments: readonly ItemJudgment[];
  scale: readonly ScaleLevel[];
};

/** Every answer on an item: who, what, when, how long; what was superseded stays in sight, paler. */
export function ItemJudgments({ judgments, scale }: ItemJudgmentsProps) {
  if (judgments.length === 0) return <p className="text-ink-2">{ITEM.noAnswers}</p>;
  const hasComments = judgments.some(({ comment }) => comment);
  return (
    <Table label="Answers on this item">
      <thead>
        <tr>
          <Th>Annotator</Th>
          <Th>Answer</Th>
          {hasComments && <Th>Comment</Th>}
          <Th isNumber>Time</Th>
          <Th className="ps-4">Answered</Th>
        </tr>
      </thead>
      <tbody>
        {judgments.map((judgment) => (
          <tr key={judgment.seq} className={judgment.isCurrent ? "" : "text-ink-3"}>
            <Td className="whitespace-nowrap">
              {judgment.pseudonym} {judgment.isSimulated && <Chip>simulated</Chip>}
            </Td>
            <Td className="whitespace-nowrap">
              <Answer judgment={judgment} scale={scale} />
            </Td>
            {hasComments && (
              <Td className="min-w-48">
                <span dir="auto" className="break-words whitespace-pre-line">
                  {judgment.comment ?? ""}
                </span>
              </Td>
            )}
            <Td isNumber>{seconds(judgment.durationMs)}</Td>
            <Td className="ps-4 whitespace-nowrap text-ink-3">
              <Time at={judgment.createdAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const UNRATABLE: Record<string, string> = {
  query: "Could not judge the query",
  result: "Could not judge the result",
  rater: "Did not know enough to judge",
};

function Answer({ judgment, scale }: { judgment: ItemJudgment; scale: readonly ScaleLevel[] }) {
  const { action, level, unratable, isCurrent, counts } = judgment;
  const note = countingInWords(isCurrent, counts, action);
  return (
    <span className="inline-flex items-center gap-2">
      {level !== null && <LevelChip level={level} levels={scale.length} size="small" />}
      {level !== null && scale.find(({ value }) => value === level)?.name}
      {action === "unratable" && (UNRATABLE[unratable ?? ""] ?? "Could not judge")}
      {action === "undo" && "Answer undone"}
      {note && <Chip>{note}</Chip>}
    </span>
  );
}

function countingInWords(isCurrent: boolean, counts: boolean, action: string): string {
  if (action !== "judge") return "";
  if (!isCurrent) return "replaced";
  return counts ? "" : "not counted";
}
