/** Beside the button that publishes a version. */
export const GUIDELINE_HELP = {
  first: "Annotators read it before they start and can open it at any time.",
  next: "Annotators see the changes once. Each judgment keeps the guideline version it was made under.",
} as const;
