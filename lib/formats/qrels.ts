/** One judged pair as TREC evaluation tools read it. */
export type QrelsRow = { topic: string; document: string; grade: number };

/**
 * What some reader of columns or lines cuts at: every blank, separator, line break and control character of Unicode.
 * Written so that JavaScript and PostgreSQL both read it as a class of a regular expression.
 */
export const CUTS =
  "[\\u0001-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";
const CUT = new RegExp(`${CUTS}|\\0`, "u");

/**
 * trec_eval splits at blanks, Python's readers at U+001C to U+001F and U+0085 too: an id is one or more characters without
 * any of them.
 */
export function isQrelsId(id: string): boolean {
  return id !== "" && !CUT.test(id);
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
