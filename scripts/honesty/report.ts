// The report of `npm run honesty`: Markdown, and the lines of its targets.
import type { Asked } from "./arguments.ts";
import type { Finding, Target } from "./section.ts";

/** One line for the terminal. */
export function targetLine({ name, measured, isHeld }: Target): string {
  return `${isHeld ? "held    " : "not held"}  ${name}: ${measured}`;
}

/** A table; cells are written as they are. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line), ""];
}

export function reportOf(findings: readonly Finding[], { draws, isQuick, seed }: Asked): string {
  const sections = findings.flatMap(({ title, text, targets }) => [
    `## ${title}`,
    "",
    ...text,
    "### Targets",
    "",
    ...table(
      ["target", "measured", "held"],
      targets.map(({ name, measured, isHeld }) => [name, measured, isHeld ? "yes" : "**no**"]),
    ),
  ]);
  return [
    "# How honest the numbers are",
    "",
    `Written by \`npm run honesty\`: ${draws} draws of gold, seed ${seed}${isQuick ? ", quick: few repeats, a look and not a measurement" : ""}.`,
    "Where a target is not held, the table says so and the command ends with exit code 1.",
    "",
    ...sections,
  ].join("\n");
}
