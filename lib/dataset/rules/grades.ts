import { MOST_GRADE } from "#lib/dataset/schema.ts";

/** The default map from levels 1..K to qrels grades: the level's gain where it is a whole number, else its rank from 0. */
export function defaultGrades(gains: readonly number[]): number[] {
  const areWhole = gains.every((gain) => Number.isInteger(gain) && gain >= 0);
  return areWhole ? [...gains] : gains.map((_, rank) => rank);
}

/**
 * What is wrong with a grade map, or null. Evaluation tools call every grade from 1 relevant: levels below
 * "relevant from" must have grade 0 exactly when the others have more, and grades may not fall as levels rise.
 */
export function faultOfGrades(grades: readonly number[], levels: number): string | null {
  if (grades.length !== levels) return `Enter a grade for each of the ${levels} levels.`;
  if (!grades.every(isGrade)) return `Enter a whole number from 0 to ${MOST_GRADE} for each level.`;
  if (grades.some((grade, at) => at > 0 && grade < (grades[at - 1] ?? 0)))
    return "A higher level cannot have a lower grade. Raise it or lower the level below.";
  if ((grades[0] ?? 0) > 0)
    return "Enter 0 for the lowest level. Otherwise evaluation tools count everything as relevant.";
  return null;
}

function isGrade(grade: number): boolean {
  return Number.isInteger(grade) && grade >= 0 && grade <= MOST_GRADE;
}

/** Whether the fault of a grade map lies at this level, 0 the lowest. */
export function isFaultyAt(grades: readonly number[], at: number): boolean {
  const grade = grades[at] ?? Number.NaN;
  return !isGrade(grade) || (at === 0 ? grade > 0 : grade < (grades[at - 1] ?? 0));
}
