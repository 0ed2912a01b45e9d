import type { Address } from "./address.ts";

export type Links = Readonly<Record<string, string>>;

/** Printed when everything is ready: where to go, and how to stop. */
export function welcome(address: Address, links: Links, data: string): string {
  const line = (title: string, id: string) =>
    links[id] ? [`  ${title.padEnd(26)}${address.shown}${links[id]}`] : [];
  const isNear = address.shown === address.local;
  const all = [
    ...line("Set up the first admin", "set-up"),
    ...line("Open demo as requester", "demo-requester"),
    ...line("Open demo as annotator", "demo-annotator"),
  ];
  return [
    "",
    `Assay is ready at ${address.shown}${isNear ? "" : ` (on this machine also ${address.local})`}`,
    "",
    ...all,
    ...(all.length > 0 ? ["", "Each link works once, within 24 hours. Restart Assay to get new links."] : []),
    `Data and logs: ${data}`,
    "Press Ctrl+C to stop Assay.",
  ].join("\n");
}
