import type { ReactElement, ReactNode } from "react";
import { expect, test } from "vitest";
import { agreementHeadline } from "#lib/statistics/agreement/headline.ts";
import { readRatings } from "#lib/statistics/agreement/published.fixture.ts";
import { AgreementHeadlineCard } from "./agreement-headline.tsx";

/** What a reader reads: every component is a function of what it is given. */
function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (node === null || typeof node !== "object") return "";
  const { type, props } = node as ReactElement<{ children?: ReactNode; title?: ReactNode }>;
  if (typeof type === "function") return textOf((type as (given: typeof props) => ReactNode)(props));
  return textOf(props.children);
}

const card = (words: string, queryOf?: Int32Array) =>
  textOf(
    AgreementHeadlineCard({
      agreement: {
        headline: agreementHeadline(readRatings(words, 5), { queryOf, cuts: [0.667, 0.8] }),
        selection: { judged: 0, reopened: 0, reopenedByAnswers: 0, removed: 0, paused: 0 },
        remaining: null,
      },
    }),
  );

test("four items are too few, and no lack of variation", () => {
  const said = card("12 34 55 21");
  expect(said).not.toContain("Too little variation");
  expect(said).toContain("Too few items yet");
  expect(said).toContain("4 items have two or more judgments, so alpha can still change a lot.");
});

test("many items that are nearly all judged the same vary too little", () => {
  const said = card(["12", ...new Array(39).fill("11")].join(" "));
  expect(said).toContain("Too little variation to judge");
  expect(said).toContain("79 of 80 judgments are on one level.");
});

test("what is too little to be judged is given no chance of reaching a verdict", () => {
  expect(card("12 34 55 21")).not.toContain("P(alpha");
  const many = Array.from({ length: 60 }, (_, at) => `${(at % 5) + 1}${(at % 5) + 1}${(at % 4) + 1}`).join(
    " ",
  );
  expect(card(many)).toContain("P(alpha");
});

test("many items of a few queries are too few queries", () => {
  const words = Array.from({ length: 60 }, (_, at) => `${(at % 5) + 1}${(at % 4) + 1}`).join(" ");
  const said = card(
    words,
    Int32Array.from({ length: 60 }, (_, at) => at % 6),
  );
  expect(said).toContain("Too few queries yet");
  expect(said).toContain("Alpha rests on 6 queries.");
});

test("where all agree there is no interval, and that is said", () => {
  const said = card(Array.from({ length: 60 }, (_, at) => String((at % 5) + 1).repeat(3)).join(" "));
  expect(said).toContain("No interval: There is too little disagreement for an interval.");
  expect(said).not.toContain("P(alpha");
});
