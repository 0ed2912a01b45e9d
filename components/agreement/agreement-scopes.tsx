import { Card } from "#components/ui/card.tsx";
import {
  coefficient,
  coefficientInterval,
  counted,
  percent,
  percentInterval,
  reasonInWords,
} from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Defined } from "#lib/labeling.ts";
import type { AgreementHeadline } from "#lib/statistics/agreement/headline.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import { ALPHA_HELP, othersMethodInWords, SCOPES, teamMethodInWords } from "./words.ts";

/** Two questions that have different answers: these people on more items, or other people like them. */
export function AgreementScopesCard({ headline }: { headline: AgreementHeadline }) {
  const { team, annotatorsLikeThese: others, clusters, designEffect } = headline;
  return (
    <Card title="Precision of alpha" aside="95% intervals">
      <Table label="Intervals of alpha by scope">
        <thead>
          <tr>
            <Th>Scope</Th>
            <Th isNumber>Alpha</Th>
            <Th isNumber>Interval</Th>
            <Th isNumber>Std. error</Th>
          </tr>
        </thead>
        <tbody>
          <Scope {...SCOPES.team} alpha={headline.alpha.value} scope={team} />
          <Scope {...SCOPES.others} alpha={headline.alpha.value} scope={others} />
        </tbody>
      </Table>
      <p className="mt-3 text-[13px] text-ink-3">
        {team.reason === null &&
          teamMethodInWords(
            clusters,
            headline.pairableItems,
            designEffect.reason === null ? designEffect.effectiveItems : null,
          )}{" "}
        {others.reason === null && othersMethodInWords(others.hasGuesser ? null : others.plain)}
      </p>
    </Card>
  );
}

type ScopeProps = {
  name: string;
  means: string;
  alpha: number | null;
  scope: Defined<{ readonly value: Interval; readonly standardError: number }>;
};

function Scope({ name, means, alpha, scope }: ScopeProps) {
  return (
    <tr>
      <Td>
        <span className="font-medium">{name}</span>
        <span className="block text-[13px] text-ink-3">
          {scope.reason ? reasonInWords(scope.reason) : means}
        </span>
      </Td>
      <Td isNumber>{coefficient(alpha)}</Td>
      <Td isNumber>{coefficientInterval(scope.value)}</Td>
      <Td isNumber>{coefficient(scope.reason === null ? scope.standardError : null, 3)}</Td>
    </tr>
  );
}

/** The numbers beside alpha, each with its own name. */
export function AgreementDetailsCard({ headline }: { headline: AgreementHeadline }) {
  const { exact, exactInterval, withinOne, ac2, ac2Interval, icc, reliabilityOfMean, ratingsPerItem } =
    headline;
  const rows = [
    {
      name: "Percent agreement, exact",
      of: exact,
      show: percent(exact.value, 1),
      note: `averaged over items${exactInterval.value ? `, 95% interval ${percentInterval(exactInterval.value)}` : ""}`,
    },
    {
      name: "Percent agreement, within one level",
      of: withinOne,
      show: percent(withinOne.value, 1),
      note: "averaged over items",
    },
    {
      name: "Gwet’s AC2, quadratic",
      of: ac2,
      show: coefficient(ac2.value, 3),
      note: ac2Interval.value
        ? `95% interval ${coefficientInterval(ac2Interval.value)}`
        : reasonInWords(ac2Interval.reason),
    },
    { name: "ICC(1)", of: icc, show: coefficient(icc.value, 3), note: "reliability of a single judgment" },
    {
      name: `Reliability of the mean of ${ratingsPerItem?.toFixed(1) ?? "–"}`,
      of: reliabilityOfMean,
      show: coefficient(reliabilityOfMean.value, 3),
      note: "Spearman–Brown from ICC(1)",
    },
  ];
  return (
    <Card
      title="Other measures"
      aside={`${counted(headline.pairableItems, "item")}, ${counted(headline.ratings, "judgment")}`}
    >
      <Table label="Other measures of agreement">
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <Td>
                {row.name}
                <span className="block text-[13px] text-ink-3">
                  {row.of.reason ? reasonInWords(row.of.reason) : row.note}
                </span>
              </Td>
              <Td isNumber>{row.show}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** What people ask when they see alpha. */
export function AgreementHelp() {
  return (
    <Card title="How to read this">
      <ul className="max-w-[68ch] list-disc space-y-2 ps-5 text-[14px] text-ink-2">
        {ALPHA_HELP.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}
