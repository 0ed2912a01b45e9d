// The section "consensus": what the labels of every rule are worth on data with known truth.
import { table } from "./report.ts";
import type { Section } from "./section.ts";

export const consensus: Section = async (sets) => {
  const rows = sets.map(({ name, labeling, truth }) =>
    [
      name,
      labeling.item.length,
      labeling.items,
      labeling.annotators,
      labeling.levels,
      truth.filter((bits) => bits !== 0).length,
    ].map(String),
  );
  return {
    title: "Consensus",
    text: table(["set", "labels", "items", "annotators", "levels", "truths"], rows),
    targets: [],
  };
};
