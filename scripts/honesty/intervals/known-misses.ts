// Cells of the section "intervals" that are below what is promised.

export type Miss = {
  readonly why: string;
  readonly of: readonly string[];
  readonly projects: readonly string[];
};

/** Cells that miss the promise, and why. */
export const KNOWN_MISSES: readonly Miss[] = [
  {
    why: "Of 50 people 3.5 guess. One is met, so none is imagined, and how many there are is left to chance.",
    of: ["alpha", "AC2"],
    projects: ["7% guessers, 50 people"],
  },
  {
    why: "A person misreads one query in ten. Where nearly all items are of one level, most disagreement is in these few.",
    of: ["exact agreement"],
    projects: ["90% at one level, 10 queries"],
  },
  {
    why: "Most variation is in a tenth of the queries. Many projects meet one or none of these.",
    of: ["alpha", "exact agreement"],
    projects: [12, 25].map(
      (size) => `90% at one level, the others in a tenth of the queries, ${size} queries`,
    ),
  },
  {
    why: "The queries with agreement are few, and one project has several of them and another none.",
    of: ["alpha", "AC2", "exact agreement"],
    projects: [12, 25, 40].map((size) => `two queries in three hopeless, ${size} queries`),
  },
  {
    why: "Two of the 25 queries raise alpha far more than any other, and a third of the projects meet neither.",
    of: ["alpha"],
    projects: ["models 0, 11, 25, 12 queries"],
  },
  {
    why: "A few people gave most answers and were less often right than the rest. Few draws of 20 people meet them.",
    of: ["gold accuracy"],
    projects: ["rte, 20 of 164 people", "web-relevance-5level, 20 of 176 people"],
  },
];
