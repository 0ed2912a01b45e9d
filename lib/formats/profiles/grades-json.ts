import { canonicalNumber } from "#lib/formats/canonical.ts";
import { byQuery, joinedJson } from "./by-query.ts";
import { type AboutPairs, type JudgedPairs, shareOfTop } from "./pair.ts";

/** Grades by query and document, as ranx reads them from JSON. Documents have their own ids, as in a run of the search engine. */
export async function* ranxJson(pairs: JudgedPairs): AsyncGenerator<string> {
  yield* joinedJson("{\n", queries(pairs, String, 0), "\n}\n");
}

/**
 * Relevant documents by query, as pyvespa's evaluator takes them. Values lie in 0..1, as shares of the highest grade. Documents
 * with grade 0 are left out, so that no measure takes them for relevant.
 */
export async function* vespaJson(pairs: JudgedPairs, about: AboutPairs): AsyncGenerator<string> {
  const spell = (grade: number) => {
    const share = canonicalNumber(shareOfTop(grade, about));
    return Number.isInteger(share) ? share.toFixed(1) : String(share);
  };
  yield* joinedJson("{\n", queries(pairs, spell, 1), "\n}\n");
}

async function* queries(
  pairs: JudgedPairs,
  spell: (grade: number) => string,
  least: number,
): AsyncGenerator<string> {
  for (const { query, judged } of await byQuery(pairs)) {
    const kept = judged.filter(({ grade }) => grade >= least);
    if (kept.length === 0) continue;
    const documents = kept.map(({ itemId, grade }) => `${JSON.stringify(itemId)}:${spell(grade)}`);
    yield `${JSON.stringify(query)}:{${documents.join(",")}}`;
  }
}
