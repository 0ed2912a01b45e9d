export const NO_GUIDELINE = {
  title: "No guideline yet",
  text: "The guideline explains what each level means and what to do in hard cases. Start from a template with your scale.",
} as const;

export function earlierVersionInWords(newest: number): string {
  return `This is an earlier version. Annotators read version ${newest}.`;
}

/** Beside the button that publishes a version. */
export const GUIDELINE_HELP = {
  first: "Annotators read it before they start and can open it at any time.",
  next: "Annotators see the changes once. Each judgment keeps the guideline version it was made under.",
} as const;
