import type { Address } from "./address.ts";

export type Links = Readonly<Record<string, string>>;

/** What is printed when everything answers: where to go, and how it ends. */
export function welcome(address: Address, links: Links, data: string): string {
  const line = (title: string, id: string) =>
    links[id] ? [`  ${title.padEnd(26)}${address.shown}${links[id]}`] : [];
  const isNear = address.shown === address.local;
  const all = [
    ...line("Set up the first admin", "set-up"),
    ...line("The demo as requester", "demo-requester"),
    ...line("The demo as annotator", "demo-annotator"),
  ];
  return [
    "",
    `Assay is ready at ${address.shown}${isNear ? "" : ` (on this machine also ${address.local})`}`,
    "",
    ...all,
    ...(all.length > 0 ? ["", "Each link works once, for a day; the next start prints fresh ones."] : []),
    `Data and logs: ${data}`,
    "Ctrl+C stops everything.",
  ].join("\n");
}
