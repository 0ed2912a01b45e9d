export type Guideline = { version: number; markdown: string; createdAt: Date };

/** One line of the list of versions. */
export type GuidelineVersionRow = {
  version: number;
  createdAt: Date;
  createdBy: string | null;
  /** Judgments that were made while this version was shown */
  judgments: number;
};

type Level = { name: string; definition: string; examples: string };

/** A guideline to begin with: the question and the scale as a table, and what experience says helps. */
export function guidelineTemplate(question: string, levels: readonly Level[]): string {
  const rows = levels
    .map(
      (level, at) =>
        `| **${at + 1} ${cell(level.name)}** | ${cell(level.definition)} | ${cell(level.examples)} |`,
    )
    .reverse();
  return `# ${question.trim() || "How relevant is this result to the search?"}

You see a search and one result. Judge how well the result answers the search. Nothing else counts: not the price, not your taste, not whether the text is well written.

## The scale

| Level | When | Example |
| --- | --- | --- |
${rows.join("\n")}

## Rules for hard cases

1. **Think of most people.** When a search can mean two things, judge by what most people mean.
2. **The whole search counts.** A result that misses one of its words answers another search.
3. **Judge each result by itself.** Do not compare it with the one before.

## When you cannot judge

Choose **Cannot judge** and give the reason: the search makes no sense, you cannot see the result, or you do not know enough. That is better than a guess, and it does not count against you.
`;
}

// A bar or a line break would end the cell.
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}
