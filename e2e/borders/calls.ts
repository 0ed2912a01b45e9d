import { running } from "../fixtures.ts";
import type { Asked } from "./ask.ts";
import type { Action } from "./entry-points.ts";

type Params = Readonly<Record<string, string>>;

/** "/projects/[projectId]" with what stands for each of its names. */
export function filled(at: string, params: Params): string {
  return at.replace(/\[([^\]]+)\]/g, (_, name: string) => params[name] ?? "");
}

/** Calls an action as the page that carries it would. */
export function callAction(
  { id, page }: Pick<Action, "id" | "page">,
  params: Params,
  list: readonly unknown[],
): Asked {
  const headers = { ...own(), "next-action": id, "content-type": "text/plain;charset=UTF-8" };
  return { method: "POST", path: filled(page, params), headers, body: JSON.stringify(list) };
}

/** What a browser says of a request that one of our own pages makes. */
export function own(): Record<string, string> {
  return { origin: running().address.local };
}

export function json(): Record<string, string> {
  return { ...own(), "content-type": "application/json" };
}

export function form(): Record<string, string> {
  return { ...own(), "content-type": "application/x-www-form-urlencoded" };
}
