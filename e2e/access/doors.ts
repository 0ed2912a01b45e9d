import { readFileSync } from "node:fs";
import path from "node:path";
import type { Asked } from "../borders/ask.ts";
import { callAction, filled, form, json, own } from "../borders/calls.ts";
import { type Action, listActions, listEntryPoints } from "../borders/entry-points.ts";
import { samplesOf } from "../borders/samples.ts";

/** What the outside world can ask for: a page, a method of a route, or an action; and how, of one project. */
export type Door = { name: string; ask: (projectId: string) => Asked };

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Each page, each method that a route has, each action. */
export function listDoors(): Door[] {
  const entryPoints = listEntryPoints().flatMap(({ path: at, kind }): Door[] =>
    kind === "page"
      ? [{ name: `page ${at}`, ask: (projectId) => askEntry("GET", at, projectId) }]
      : methodsOf(at).map((method) => ({
          name: `${method} ${at}`,
          ask: (projectId) => (method === "GET" ? askEntry(method, at, projectId) : write(at, projectId)),
        })),
  );
  const actions = listActions().map(
    (action): Door => ({ name: `action ${action.name}`, ask: (projectId) => callEmpty(action, projectId) }),
  );
  return [...entryPoints, ...actions];
}

/** Pages and routes that are asked for one thing of a project by its number, which nothing has. */
export function listDoorsToNothing(): Door[] {
  const numbers = ["annotatorNo", "itemNo", "importNo", "version"];
  return listEntryPoints().flatMap(({ path: at, kind }) => {
    const methods = kind === "page" ? ["GET"] : methodsOf(at);
    const named = numbers.filter((number) => at.includes(`[${number}]`));
    return named.flatMap((number) =>
      methods.map((method) => ({
        name: `${kind === "page" ? "page" : method} ${at}`,
        ask: (projectId: string) => ({
          method,
          path: filled(at, { ...samplesOf(projectId).params, [number]: "999999" }),
          headers: own(),
        }),
      })),
    );
  });
}

/** What an annotator sends about one assignment. */
export function listAssignmentDoors(assignmentId: string): Door[] {
  return listEntryPoints().flatMap(({ path: at }) => {
    const body = JSON.stringify(samplesOf("").bodies[at] ?? null);
    const { assignmentId: sample } = samplesOf("").bodies["/api/judge/submit"] as { assignmentId: string };
    if (!at.startsWith("/api/judge/") || !body.includes(sample)) return [];
    return [
      {
        name: `POST ${at}`,
        ask: (projectId: string) => ({
          method: "POST",
          path: at,
          headers: json(),
          body: JSON.stringify(samplesOf(projectId).bodies[at]).replaceAll(sample, assignmentId),
        }),
      },
    ];
  });
}

/** The methods that a page or a route does not have. A page has GET, and HEAD comes with it. */
export function listWrongDoors(): (Door & { kind: "page" | "route"; page: string })[] {
  return listEntryPoints().flatMap(({ path: at, kind }) => {
    const known = kind === "page" ? ["GET"] : methodsOf(at);
    const others = METHODS.filter((method) => !known.includes(method === "HEAD" ? "GET" : method));
    return others.map((method) => ({
      name: `${method} ${at}`,
      kind,
      page: `page ${at}`,
      ask: (projectId: string) => ({ ...askEntry(method, at, projectId), headers: json() }),
    }));
  });
}

function methodsOf(at: string): string[] {
  const source = readFileSync(path.join(import.meta.dirname, "../../app", at, "route.ts"), "utf8");
  return [...source.matchAll(/^export (?:const|(?:async )?function) ([A-Z]+)\b/gm)].map(
    ([, name]) => name ?? "",
  );
}

function askEntry(method: string, at: string, projectId: string): Asked {
  return { method, path: filled(at, samplesOf(projectId).params) };
}

function write(at: string, projectId: string): Asked {
  const { params, bodies } = samplesOf(projectId);
  // What one writes to is another page of next-auth than what one reads.
  const path = filled(at, { ...params, "...nextauth": "signout" });
  const body = bodies[at];
  if (body !== undefined) return { method: "POST", path, headers: json(), body: JSON.stringify(body) };
  return { method: "POST", path, headers: at.startsWith("/api/auth/") ? form() : own() };
}

/** What is sent is of no shape: it comes to be looked at by whom the gate lets in, and changes nothing. */
function callEmpty(action: Action, projectId: string): Asked {
  const { params, actions } = samplesOf(projectId);
  const list = (actions[action.name] ?? []).map((value) => (value === projectId ? value : null));
  return callAction(action, params, list);
}
