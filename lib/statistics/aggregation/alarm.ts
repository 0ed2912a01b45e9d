/** Why a fitted model is not believed; numbers are what was observed, shares are fractions. */
export type Alarm =
  /** Items whose votes are clearly for `label`, and the mean probability of it that the model leaves them */
  | {
      readonly kind: "class-vanished";
      readonly label: number;
      readonly share: number;
      readonly items: number;
    }
  /** Two classes that the model calls by each other's name */
  | { readonly kind: "classes-switched"; readonly labels: readonly [number, number] }
  /** Correlation of the mean level by the model with the mean level of the votes */
  | { readonly kind: "scale-inverted"; readonly correlation: number }
  /** How far the model's probabilities go with clear votes, beyond chance: 0 not at all, 1 wholly */
  | { readonly kind: "ignores-votes"; readonly agreement: number }
  /** The share that one person got of the probability against others who agreed, in so many answers; narrow ones count half */
  | { readonly kind: "follows-one-person"; readonly share: number; readonly answers: number };
