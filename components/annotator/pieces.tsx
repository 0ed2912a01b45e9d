import { Chip } from "#components/ui/chip.tsx";
import type { Evidence } from "#lib/statistics/trust/standing.ts";
import { numbersInWords, PIECES, pieceInWords } from "./piece-words.ts";
import { EVIDENCE } from "./words.ts";

const TONES = { trusted: "good", review: "bad", probation: "plain" } as const;

/** Pieces of evidence as sentences; the number, its limit and what it is based on are one click away. */
export function Pieces({ pieces, wanted }: { pieces: readonly Evidence[]; wanted: number }) {
  return (
    <ul className="mt-3 space-y-3">
      {pieces.map((piece) => (
        <li key={piece.kind} className="max-w-[80ch]">
          <Chip tone={TONES[piece.speaksFor]}>{PIECES[piece.kind]}</Chip>
          <p className="mt-1 text-[13.5px] text-ink-2">{pieceInWords(piece, wanted)}</p>
          <details className="text-[13px] text-ink-3">
            <summary className="w-fit cursor-pointer py-0.5 hover:text-ink">{EVIDENCE.numbers}</summary>
            {numbersInWords(piece)}
          </details>
        </li>
      ))}
    </ul>
  );
}
