import { coefficient, percent, percentInterval, reasonInWords } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { MethodPreview, Methods } from "#lib/dataset/rules/label.ts";
import { METHODS, type Method } from "#lib/dataset/schema.ts";
import type { Bench, BenchRow } from "#lib/statistics/aggregation/bench/bench.ts";
import {
  BENCH_HELP,
  benchInWords,
  handoverInWords,
  METHOD_WORDS,
  NO_BENCH,
  ownVotesInWords,
} from "./words.ts";

type MethodChoiceProps = { methods: Methods | null; chosen: Method; onChange: (method: Method) => void };

/** The ways of making labels, each with its score on the project's own gold, so that choosing is a measurement. */
export function MethodChoice({ methods, chosen, onChange }: MethodChoiceProps) {
  const bench = methods?.bench ?? null;
  const scored = bench?.rows.find((row) => row.scores.reason === null)?.scores;
  return (
    <fieldset className="min-w-0">
      <legend className="text-[13.5px] font-medium">Label method</legend>
      <p className="mt-1 mb-2 max-w-[68ch] text-[13px] text-ink-3">
        {scored?.reason === null ? benchInWords(scored.n) : missingBench(bench)}
      </p>
      <Table label="Methods and their scores on gold">
        <thead>
          <tr>
            <Th>Method</Th>
            <Th isNumber>Accuracy</Th>
            <Th isNumber>95% interval</Th>
            <Th isNumber>Mean error</Th>
            <Th isNumber>Log loss</Th>
            <Th isNumber>ECE</Th>
          </tr>
        </thead>
        <tbody>
          {METHODS.map((method) => (
            <tr key={method}>
              <Td className="min-w-64">
                <MethodRadio
                  method={method}
                  preview={methods?.previews.find((preview) => preview.chosen === method)}
                  isChosen={chosen === method}
                  onChoose={() => onChange(method)}
                />
              </Td>
              <ScoreCells row={bench?.rows.find((row) => row.rule === method)} />
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-[12.5px] text-ink-3">{BENCH_HELP}</p>
    </fieldset>
  );
}

function missingBench(bench: Bench | null): string {
  if (bench === null) return NO_BENCH.later;
  const reason = bench.rows[0]?.scores.reason;
  if (reason === "too-few") return NO_BENCH["too-few"];
  return `No scores yet. ${reasonInWords(reason)}`;
}

type MethodRadioProps = {
  method: Method;
  preview: MethodPreview | undefined;
  isChosen: boolean;
  onChoose: () => void;
};

function MethodRadio({ method, preview, isChosen, onChoose }: MethodRadioProps) {
  const { name, help } = METHOD_WORDS[method];
  const outcome = preview && (handoverInWords(preview) ?? ownVotesInWords(preview));
  return (
    <label className="flex cursor-pointer items-start gap-2.5">
      <input
        type="radio"
        name="method"
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-[18px] shrink-0 accent-(--gold-strong)"
      />
      <span>
        <span className="font-medium">{name}</span>
        <span className="block text-[13px] text-ink-3">{help}</span>
        {outcome && <span className="mt-0.5 block text-[13px] font-medium text-ink-2">{outcome}</span>}
      </span>
    </label>
  );
}

function ScoreCells({ row }: { row: BenchRow | undefined }) {
  if (!row || row.scores.reason !== null) {
    return ["accuracy", "interval", "error", "loss", "ece"].map((cell) => (
      <Td key={cell} isNumber>
        –
      </Td>
    ));
  }
  const { accuracy, interval, meanAbsoluteError, logLoss, calibration } = row.scores;
  return (
    <>
      <Td isNumber>
        {percent(accuracy)}
        {row.alarms.length > 0 && (
          <span className="block text-[12px] text-ink-3">model does not fit, next best used</span>
        )}
      </Td>
      <Td isNumber>{percentInterval(interval)}</Td>
      <Td isNumber>{coefficient(meanAbsoluteError)}</Td>
      <Td isNumber>{coefficient(logLoss)}</Td>
      <Td isNumber>{coefficient(calibration?.error, 3)}</Td>
    </>
  );
}
