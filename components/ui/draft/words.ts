export const DRAFT = {
  restored: "Your unsaved changes are back.",
  changedMeanwhile: "What is saved has changed since you made them. Compare both before you save.",
  discard: "Discard changes",
} as const;
