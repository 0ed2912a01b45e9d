/** One judged pair as TREC evaluation tools read it. */
export type QrelsRow = { topic: string; document: string; grade: number };

/** trec_eval splits at blanks: an id is one or more visible characters without any. */
export function isQrelsId(id: string): boolean {
  return /^\S+$/u.test(id);
}

/** trec_eval reads the grade as a whole number; below zero means "not judged". */
function isQrelsGrade(grade: number): boolean {
  return Number.isInteger(grade) && grade >= 0 && grade <= 127;
}

/**
 * One line of a qrels file: topic, the unused iteration 0, document, grade.
 * Throws a RangeError for what trec_eval would misread.
 */
export function qrelsLine(row: QrelsRow): string {
  if (!isQrelsId(row.topic) || !isQrelsId(row.document)) {
    throw new RangeError(`a qrels id must not be empty or hold blanks: "${row.topic}" "${row.document}"`);
  }
  if (!isQrelsGrade(row.grade))
    throw new RangeError(`a qrels grade must be a whole number from 0: ${row.grade}`);
  return `${row.topic} 0 ${row.document} ${row.grade}\n`;
}
