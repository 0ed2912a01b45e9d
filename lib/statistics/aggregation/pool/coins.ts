/** Imaginary answers behind everybody's accuracy, at the crowd's. */
const PRIOR = 4;
/** Nobody is taken for always right or always wrong. */
const LEAST = 0.001;

/**
 * Answer table of people who are right with one probability each and err evenly: q = (right + 4 q̄) / (answers + 4), q̄ the
 * share of right answers of all.
 * Source: the homogeneous model in Y. Zhang et al., JMLR 17, 2016; the prior is ours.
 * @param counts A × K × K expected ratings, label × K + class within an annotator @param levels K ≥ 2
 * @param table A × K × K probabilities as in `Model`, overwritten
 */
export function setCoinTable(counts: Float64Array, levels: number, table: Float64Array): void {
  const block = levels * levels;
  const annotators = counts.length / block;
  const right = new Float64Array(annotators);
  const answers = new Float64Array(annotators);
  for (let at = 0; at < counts.length; at++) {
    const a = Math.floor(at / block);
    answers[a] = answers[a] + counts[at];
    if ((at % block) % (levels + 1) === 0) right[a] = right[a] + counts[at];
  }
  const all = answers.reduce((sum, count) => sum + count, 0);
  const common = all > 0 ? right.reduce((sum, count) => sum + count, 0) / all : 1 / levels;
  for (let a = 0; a < annotators; a++) {
    const mean = (right[a] + PRIOR * common) / (answers[a] + PRIOR);
    const accuracy = Math.min(1 - LEAST, Math.max(LEAST, mean));
    for (let cell = 0; cell < block; cell++) {
      table[a * block + cell] = cell % (levels + 1) === 0 ? accuracy : (1 - accuracy) / (levels - 1);
    }
  }
}
