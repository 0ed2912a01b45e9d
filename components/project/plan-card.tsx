import { Card } from "#components/ui/card.tsx";
import { percent } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Facts } from "#components/ui/stat.tsx";
import { type ProjectView, plannedAnswers } from "#lib/project/rules.ts";
import { judgmentsPerItemWords, spanWords } from "./words.ts";

/** What annotators will be asked, and how much of it. */
export function PlanCard({ project, items }: { project: ProjectView; items: number }) {
  const { question, levels, goldRate } = project;
  const { fewest, most } = plannedAnswers(items, project);
  return (
    <Card title="What annotators judge">
      <p className="font-serif text-[19px] leading-snug">{question}</p>
      <ul className="my-4 space-y-1.5">
        {levels.map(({ value, name }) => (
          <li key={value} className="flex items-center gap-2.5 text-[14px]">
            <LevelChip level={value} levels={levels.length} />
            {name}
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          { name: "Judgments per item", value: judgmentsPerItemWords(project) },
          { name: "Gold rate", value: percent(goldRate) },
          {
            name: "Judgments in total",
            value: items === 0 ? "no items yet" : spanWords(fewest.judgments, most.judgments),
          },
        ]}
      />
    </Card>
  );
}
