import type { Answered } from "../borders/ask.ts";
import { readDocument, readStream } from "./stream.ts";
import type { Outcome } from "./table.ts";

const OF_CODE: Readonly<Record<string, Outcome>> = {
  unauthenticated: "sign in",
  not_found: "nothing",
  forbidden: "forbidden",
  // Refused for what was sent, which nobody looks at before the gate.
  invalid: "in",
  conflict: "in",
};

const OF_STATUS: Readonly<Record<number, Outcome>> = { 401: "sign in", 404: "nothing", 403: "forbidden" };

/** What an answer says about the gate. What is no answer of a gate is told as it is. */
export function outcomeOf(door: string, { status, headers, text }: Answered): Outcome | `fault ${number}` {
  const fault = `fault ${status}` as const;
  if (door.startsWith("action")) {
    if (/"ok":true/.test(text)) return "in";
    return OF_CODE[/"ok":false,"code":"(\w+)"/.exec(text)?.[1] ?? ""] ?? fault;
  }
  if (String(headers.location ?? "").startsWith("/sign-in?next=")) return "sign in";
  const isRefusedForWhatWasSent = !door.startsWith("page") && (status === 400 || status === 409);
  return OF_STATUS[status] ?? (status < 400 || isRefusedForWhatWasSent ? "in" : fault);
}

/** Everything that a client sees, without the hour and the id that was asked for, and streams without their order. */
export function bytesOf({ status, headers, text }: Answered, projectId: string): string {
  const said = Object.entries(headers).filter(([name]) => name !== "date");
  const type = String(headers["content-type"]);
  const content = type.startsWith("text/html")
    ? readDocument(text)
    : type.startsWith("text/x-component")
      ? readStream(text)
      : [text];
  return [status, JSON.stringify(said.sort()), ...content].join("\n").replaceAll(projectId, "[projectId]");
}

export function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((letter, position) => letter !== other[position]);
  const from = Math.max(0, at - 40);
  return `"${one.slice(from, at + 80)}" and "${other.slice(from, at + 80)}"`;
}

export function inShort({ status, headers, text }: Answered): string {
  const said = /<title>[^<]*/.exec(text)?.[0] ?? text.slice(-160);
  return `${status} ${String(headers.location ?? "")} ${said}`;
}
