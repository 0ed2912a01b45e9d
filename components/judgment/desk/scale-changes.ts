import {
  definitionInWords,
  examplesInWords,
  questionInWords,
  renamedInWords,
} from "#components/judgment/words.ts";
import type { LevelView } from "#lib/judgment/rules.ts";

type Texts = { question: string; levels: readonly LevelView[] };

/** What reads otherwise in the question and on the scale, one sentence each, in the order of the levels. */
export function scaleChanges(before: Texts, after: Texts): string[] {
  const changes = after.question === before.question ? [] : [questionInWords(after.question)];
  for (const level of after.levels) {
    const was = before.levels.find(({ value }) => value === level.value);
    if (was) changes.push(...levelChanges(was, level));
  }
  return changes;
}

function levelChanges(was: LevelView, { value, name, definition, examples }: LevelView): string[] {
  const changes = [];
  if (name !== was.name) changes.push(renamedInWords(value, was.name, name));
  if (definition !== was.definition) changes.push(definitionInWords(value, definition));
  if (examples !== was.examples) changes.push(examplesInWords(value, examples));
  return changes;
}
