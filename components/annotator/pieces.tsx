import { Chip } from "#components/ui/chip.tsx";
import type { Evidence } from "#lib/statistics/trust/standing.ts";
import { PIECES, pieceInWords } from "./words.ts";

const TONES = { trusted: "good", review: "bad", probation: "plain" } as const;

/** Pieces of evidence, each with its number, its limit and what it rests on. */
export function Pieces({ pieces, wanted }: { pieces: readonly Evidence[]; wanted: number }) {
  return (
    <ul className="mt-3 space-y-3">
      {pieces.map((piece) => (
        <li key={piece.kind} className="max-w-[80ch]">
          <Chip tone={TONES[piece.speaksFor]}>{PIECES[piece.kind]}</Chip>
          <p className="mt-1 text-[13.5px] text-ink-2">{pieceInWords(piece, wanted)}</p>
        </li>
      ))}
    </ul>
  );
}
