// What was found while a version was verified.

/** What was found: differences, and what could not be checked. */
export type Findings = {
  /**
   * A difference, with the file that holds it; whole sentences. One that may only follow from another has a group: it comes
   * behind the others, and few of a group are kept.
   */
  fault(file: string, sentence: string, group?: string): void;
  /** Something that this folder cannot show */
  note(sentence: string): void;
  faults(): string[];
  notes(): string[];
  /** Whether a difference of this file is known already */
  isFaulty(file: string): boolean;
  /** How many differences there are, more than are kept */
  count(): number;
};

/** So many differences are kept of a file, and of a group: after that they say nothing new. */
const MOST_OF_FILE = 100;
const MOST_OF_GROUP = 5;

export function newFindings(): Findings {
  const kept = new Map<string, string[]>();
  const followed = new Map<string, string[]>();
  const notes = new Set<string>();
  const files = new Set<string>();
  let count = 0;
  return {
    notes: () => [...notes],
    faults: () => [...kept.values(), ...followed.values()].flat(),
    fault(file, sentence, group) {
      files.add(file);
      count += 1;
      const [groups, name, most] =
        group === undefined
          ? ([kept, file, MOST_OF_FILE] as const)
          : ([followed, group, MOST_OF_GROUP] as const);
      const list = groups.get(name) ?? [];
      groups.set(name, list);
      if (list.length < most) list.push(sentence);
    },
    note: (sentence) => void notes.add(sentence),
    isFaulty: (file) => files.has(file),
    count: () => count,
  };
}

const SHOWN_LENGTH = 80;

/** A value within a sentence: long text is cut, nothing is said as such. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
