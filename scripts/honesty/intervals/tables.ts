// The tables of the section "intervals".
import type { Cell, Count } from "./coverage.ts";
import type { GoldCounts } from "./gold.ts";
import { type PeopleRow, SIZES } from "./people.ts";
import { PRINTED_PEOPLE, PRINTED_TEAM } from "./printed.ts";
import { COEFFICIENTS } from "./queries.ts";
import type { TeamRow } from "./team.ts";
import { inWords } from "./wording.ts";

const NAMES = COEFFICIENTS.map(([name]) => name);

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line), ""];
}

/** One table per coefficient: populations by numbers of queries. */
export function teamTables(rows: readonly TeamRow[], sizes: readonly number[]): string[] {
  return NAMES.flatMap((name, c) => {
    const lines = rows.flatMap(({ population, cells }) => {
      const label = `${population.name} (design effect ${population.designEffect.toFixed(1)})`;
      const here = [label, ...(cells[c] ?? []).map(({ count }) => inWords(count))];
      const printed = name === "alpha" ? PRINTED_TEAM[population.name] : undefined;
      return printed === undefined ? [here] : [here, ["printed", ...printed]];
    });
    return table([name, ...sizes.map((size) => `${size} queries`)], lines);
  });
}

export function peopleTable(rows: readonly PeopleRow[]): string[] {
  const lines = rows.flatMap(({ plan, plain, imagined }) =>
    NAMES.flatMap((name, c) =>
      (
        [
          ["plain", plain],
          ["imagined guesser", imagined],
        ] as const
      ).flatMap(([kind, counts]) => {
        const printed = name === "alpha" ? PRINTED_PEOPLE[`${plan.name}: ${kind}`] : undefined;
        const here = [`${name}, ${plan.name}: ${kind}`, ...(counts[c] ?? []).map(inWords)];
        return printed === undefined ? [here] : [here, ["printed", ...printed]];
      }),
    ),
  );
  return table(["", ...SIZES.map((size) => `${size} people`)], lines);
}

/** What is promised of people like these: the interval with the imagined guesser. */
export function peopleCells({ plan, imagined }: PeopleRow): Cell[] {
  return imagined.flatMap((counts, c) =>
    counts.map((count, at) => ({
      of: NAMES[c] ?? "",
      project: `${plan.name}, ${SIZES[at]} people`,
      count,
    })),
  );
}

type GoldRow = { readonly plan: { readonly name: string }; readonly counts: GoldCounts };

export function goldTable(rows: readonly GoldRow[]): string[] {
  return table(
    ["", "these people", "people like these", "pooled"],
    rows.map(({ plan, counts }) => [
      plan.name,
      ...[counts.team, counts.others, counts.pooled].map((count) => inWords(count)),
    ]),
  );
}

export function goldCells({ plan, counts }: GoldRow, scope: "team" | "others"): Cell[] {
  const count: Count = counts[scope];
  return [{ of: "gold accuracy", project: plan.name, count }];
}
