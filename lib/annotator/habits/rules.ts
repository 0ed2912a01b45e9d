/** One answer with a level, and who gave it. */
export type AnswerGiven = { no: number; level: number; durationMs: number | null };

/** A person's levels in the order given, and the middle of their times in ms: of two the shorter, null where none is known. */
type Take = (no: number, given: readonly number[], medianMs: number | null) => void;

/** Hands out the answers of one person after the other. @param take is called once a person, who come one after the other */
export function collectByPerson(take: Take): { add(answers: readonly AnswerGiven[]): void; end(): void } {
  let no: number | null = null;
  let given: number[] = [];
  let times: number[] = [];
  const end = () => {
    if (no !== null) take(no, given, middleOf(times));
    no = null;
    given = [];
    times = [];
  };
  return {
    add(answers) {
      for (const answer of answers) {
        if (answer.no !== no) end();
        no = answer.no;
        given.push(answer.level);
        if (answer.durationMs !== null) times.push(answer.durationMs);
      }
    },
    end,
  };
}

function middleOf(times: readonly number[]): number | null {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length / 2) - 1] ?? null;
}
