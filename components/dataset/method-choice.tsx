import {
  coefficient,
  count,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { MethodPreview, Methods } from "#lib/dataset/rules/comparison.ts";
import { METHODS, type Method } from "#lib/dataset/schema.ts";
import type { Bench, BenchRow } from "#lib/statistics/aggregation/bench/bench.ts";
import {
  benchInWords,
  handoverInWords,
  METHOD_WORDS,
  NO_BENCH,
  ownVotesInWords,
  recommendationInWords,
  STANDARD_HELP,
} from "./words.ts";

type MethodChoiceProps = { methods: Methods | null; chosen: Method; onChange: (method: Method) => void };

const SCORE_COLUMNS = ["Right on gold", "Against the vote", "Off by"] as const;

/** The ways of making labels: which to take and why, then each with its score on the project's own gold. */
export function MethodChoice({ methods, chosen, onChange }: MethodChoiceProps) {
  const bench = methods?.bench ?? null;
  const preview = previewOf(methods, chosen);
  // Columns that would hold nothing but dashes are left out. The sentence below says what is missing.
  const isScored = bench !== null && hasScores(bench);
  const outcome = preview && (handoverInWords(preview) ?? ownVotesInWords(preview));
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Label method</legend>
      <p className="mb-3 max-w-[52ch] font-serif text-[19px] leading-snug text-balance">
        {bench === null ? NO_BENCH.later : recommendationInWords(bench)}
      </p>
      <Table label="Methods and their scores on gold">
        <thead>
          <tr>
            <Th>Method</Th>
            {isScored &&
              SCORE_COLUMNS.map((name) => (
                <Th key={name} isNumber>
                  {name}
                </Th>
              ))}
            {methods && <Th isNumber>Labels changed</Th>}
          </tr>
        </thead>
        <tbody>
          {METHODS.map((method) => (
            <tr key={method}>
              <Td>
                <MethodRadio
                  method={method}
                  isRecommended={bench?.recommendation.rule === method}
                  isChosen={chosen === method}
                  onChoose={() => onChange(method)}
                />
              </Td>
              {isScored && <ScoreCells row={bench?.rows.find((row) => row.rule === method)} />}
              {methods && <Td isNumber>{changedIn(previewOf(methods, method))}</Td>}
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="mt-3 max-w-[72ch] space-y-1.5 text-[13px] text-ink-3">
        <p>
          <span className="font-medium text-ink-2">{METHOD_WORDS[chosen].name}.</span>{" "}
          {METHOD_WORDS[chosen].help}
        </p>
        {outcome && <p className="font-medium text-ink-2">{outcome}</p>}
        {bench && <p>{benchHelp(bench)}</p>}
      </div>
    </fieldset>
  );
}

function previewOf(methods: Methods | null, method: Method): MethodPreview | undefined {
  return methods?.previews.find(({ chosen }) => chosen === method);
}

function changedIn(preview: MethodPreview | undefined): string {
  return preview === undefined ? "–" : count(preview.changed);
}

function hasScores(bench: Bench): boolean {
  return bench.rows.some(({ scores }) => scores.reason === null);
}

function benchHelp(bench: Bench): string {
  return hasScores(bench) ? benchInWords(bench) : `${NO_BENCH.scores} ${STANDARD_HELP}`;
}

type MethodRadioProps = {
  method: Method;
  isRecommended: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

function MethodRadio({ method, isRecommended, isChosen, onChoose }: MethodRadioProps) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5 sm:whitespace-nowrap">
      <input
        type="radio"
        name="method"
        checked={isChosen}
        onChange={onChoose}
        className="size-[18px] shrink-0 accent-(--gold-strong)"
      />
      <span className={isChosen ? "font-semibold" : ""}>
        {METHOD_WORDS[method].name}
        {isRecommended && <span className="block text-[12px] font-medium text-gold-strong">recommended</span>}
      </span>
    </label>
  );
}

function ScoreCells({ row }: { row: BenchRow | undefined }) {
  if (!row || row.scores.reason !== null) {
    return SCORE_COLUMNS.map((name) => (
      <Td key={name} isNumber>
        –
      </Td>
    ));
  }
  const { accuracy, interval, meanAbsoluteError } = row.scores;
  const vote = row.againstVote;
  return (
    <>
      <Td isNumber>
        {percent(accuracy)} <span className="text-ink-3">{percentInterval(interval)}</span>
        {row.alarms.length > 0 && (
          <span className="block text-[12px] text-ink-3">model does not fit, next best used</span>
        )}
      </Td>
      <Td isNumber>
        {vote === null ? (
          "–"
        ) : (
          <>
            {points(vote.difference)} <span className="text-ink-3">{pointsInterval(vote)}</span>
          </>
        )}
      </Td>
      <Td isNumber>{coefficient(meanAbsoluteError)} levels</Td>
    </>
  );
}
