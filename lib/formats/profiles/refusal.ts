import type { JudgedPair } from "./pair.ts";

/** Why a version cannot be written in a format: two queries are called by one text, or a text holds what parts the columns. */
export type FormatRefusal = { readonly reason: "same-text" | "pipe"; readonly text: string };

/** Sees the pairs one by one, and refuses what the format would misread. */
export type PairCheck = (pair: JudgedPair) => FormatRefusal | null;

/** For formats that know a query by its text: of two queries with one text, the later one would replace the first. */
export function refuseSameText(): PairCheck {
  const queryOf = new Map<string, string>();
  return ({ query, queryText }) => {
    const known = queryOf.get(queryText);
    queryOf.set(queryText, known ?? query);
    return known === undefined || known === query ? null : { reason: "same-text", text: queryText };
  };
}

/** For lines whose columns are parted by a pipe, which has no escape there. */
export function refusePipes(): PairCheck {
  const sameText = refuseSameText();
  return (pair) => {
    const text = [pair.queryText, pair.itemId].find((one) => one.includes("|"));
    return text === undefined ? sameText(pair) : { reason: "pipe", text };
  };
}
