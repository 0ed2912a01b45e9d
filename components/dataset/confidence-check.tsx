import { CalibrationChart } from "#components/charts/calibration-chart.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, percent, percentInterval } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Methods } from "#lib/dataset/rules/comparison.ts";
import { confidenceKind } from "#lib/dataset/rules/confidence.ts";
import type { Method } from "#lib/dataset/schema.ts";
import type { CurvePoint } from "#lib/statistics/aggregation/calibration-curve.ts";
import { CONFIDENCE_TITLE, CONFIDENCE_WORDS, CURVE, NO_BENCH, surestInWords } from "./words.ts";

/** What the chosen method says of its labels beside how often they were right, on gold it had not seen. */
export function ConfidenceCheck({ methods, chosen }: { methods: Methods | null; chosen: Method }) {
  return (
    <Card title={CONFIDENCE_TITLE}>
      {methods === null ? (
        <p className="text-ink-2">{NO_BENCH.later}</p>
      ) : (
        <Checked methods={methods} chosen={chosen} />
      )}
    </Card>
  );
}

function Checked({ methods: { bench, previews, people }, chosen }: { methods: Methods; chosen: Method }) {
  const used = previews.find((preview) => preview.chosen === chosen)?.used ?? chosen;
  const { name, help } = CONFIDENCE_WORDS[confidenceKind(used, { golds: bench.gold.items, people })];
  const scores = bench.rows.find(({ rule }) => rule === chosen)?.scores;
  const curve = scores?.reason === null ? scores.curve : [];
  const surest = curve.at(-1);
  return (
    <div className="space-y-2 text-[13px]">
      {curve.length > 0 && (
        <>
          <CalibrationChart points={curve} />
          <CurveTable points={curve} />
        </>
      )}
      {surest && <p className="text-ink-2">{surestInWords(surest)}</p>}
      <p className="text-ink-3">
        <span className="font-medium text-ink-2">{name}.</span> {help}
      </p>
    </div>
  );
}

/** The points of the picture with what they rest on. */
function CurveTable({ points }: { points: readonly CurvePoint[] }) {
  return (
    <Table label={CURVE.label}>
      <thead>
        <tr>
          {CURVE.columns.map((name, at) => (
            <Th key={name} isNumber={at > 0} className="align-bottom">
              <span className="whitespace-normal">{name}</span>
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ stated, observed, interval, n }) => (
          <tr key={stated}>
            <Td>{percent(stated)}</Td>
            <Td isNumber>
              {percent(observed)} <span className="text-ink-3">{percentInterval(interval)}</span>
            </Td>
            <Td isNumber>{count(n)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
