import { OPEN } from "../../scripts/check/doors.mjs";
import type { Person } from "./people.ts";

/** What a gate says: comes in, has to sign in, finds nothing, or is told that their role may not. */
export type Outcome = "in" | "sign in" | "nothing" | "forbidden";

/** The project that is asked for: one of the person's, one of somebody else, or one that does not exist. */
export type Whose = "their own" | "another's" | "nobody's";

/** By whom an entry point of a project is asked for: in their own project, and in another's. */
type Row = Readonly<Record<Person, readonly [own: Outcome, others: Outcome]>>;

const STRANGERS = {
  anonymous: ["sign in", "sign in"],
  "signed out on the server": ["sign in", "sign in"],
  annotator: ["nothing", "nothing"],
  "annotator elsewhere": ["nothing", "nothing"],
  suspended: ["nothing", "nothing"],
} as const satisfies Partial<Row>;

const STEERING = {
  ...STRANGERS,
  requester: ["in", "nothing"],
  "requester elsewhere": ["in", "nothing"],
  // Every project is an admin's own.
  admin: ["in", "in"],
} as const satisfies Partial<Row>;

/** What each kind of gate of a project lets in; the one table that is reviewed. */
const GATES = {
  reads: { ...STEERING, reviewer: ["in", "nothing"] },
  steers: { ...STEERING, reviewer: ["forbidden", "nothing"] },
  judges: {
    ...STRANGERS,
    annotator: ["in", "nothing"],
    "annotator elsewhere": ["in", "nothing"],
    // A suspension is about work, and is told on the page; every answer given is still theirs to read.
    suspended: ["in", "nothing"],
    reviewer: ["nothing", "nothing"],
    requester: ["nothing", "nothing"],
    "requester elsewhere": ["nothing", "nothing"],
    admin: ["nothing", "nothing"],
  },
} as const satisfies Record<string, Row>;

/** Entry points outside of any project: who comes in, who has to sign in, and whose role may not. */
const OUTSIDE = {
  open: all("in", "in", "in"),
  "signed in": all("sign in", "in", "in"),
  creates: all("sign in", "forbidden", "in"),
} as const;

type Gate = keyof typeof GATES;

/** Every page, route and action of the build with its gate. One that is missing here fails the test, and so does one too many. */
export const DOORS: Readonly<Record<string, Gate | keyof typeof OUTSIDE>> = {
  // Routes and actions that are open stand on the list of the structure check, and only there.
  ...Object.fromEntries(OPEN.map((handler) => [doorOf(handler), "open" as const])),

  "page /": "open",
  "page /sign-in": "open",
  "page /enter/[token]": "open",
  "page /set-up/[token]": "open",
  "page /invite/[code]": "open",
  "page /judge": "signed in",
  "page /judge/[projectId]": "judges",
  "page /judge/[projectId]/history": "judges",
  "page /judge/[projectId]/quiz": "judges",
  "page /projects": "signed in",
  "page /projects/new": "creates",
  "page /projects/[projectId]": "reads",
  "page /projects/[projectId]/agreement": "reads",
  "page /projects/[projectId]/annotators": "reads",
  "page /projects/[projectId]/annotators/[annotatorNo]": "reads",
  "page /projects/[projectId]/datasets": "reads",
  "page /projects/[projectId]/gold": "reads",
  "page /projects/[projectId]/guideline": "reads",
  "page /projects/[projectId]/guideline/edit": "steers",
  "page /projects/[projectId]/items": "reads",
  "page /projects/[projectId]/items/[itemNo]": "reads",
  "page /projects/[projectId]/items/import": "steers",
  "page /projects/[projectId]/items/import/[importNo]": "steers",
  "page /projects/[projectId]/settings": "steers",

  "GET /api/projects/[projectId]/datasets/[version]": "reads",
  "GET /api/projects/[projectId]/datasets/[version]/files/[...name]": "reads",
  "GET /api/projects/[projectId]/datasets/[version]/gold": "reads",
  "GET /api/projects/[projectId]/datasets/[version]/profiles/[...profile]": "reads",
  "GET /api/projects/[projectId]/imports/[importNo]/rejects": "reads",
  "GET /api/projects/[projectId]/items": "reads",
  "POST /api/projects/[projectId]/imports": "steers",
  "POST /api/judge/claim": "judges",
  "POST /api/judge/feedback": "judges",
  "POST /api/judge/renew": "judges",
  "POST /api/judge/return": "judges",
  "POST /api/judge/submit": "judges",
  "POST /api/judge/timing": "judges",
  "POST /api/judge/undo": "judges",

  "action answerQuizAction": "judges",
  "action cancelBuildAction": "steers",
  "action changeGoldAction": "steers",
  "action changeReadingAction": "steers",
  "action contestGoldAction": "judges",
  "action createInviteAction": "steers",
  "action createProjectAction": "creates",
  "action discardImportAction": "steers",
  "action freezeDatasetAction": "steers",
  "action joinProjectAction": "signed in",
  "action moveItemsAction": "steers",
  "action moveProjectAction": "steers",
  "action moveQueryAction": "steers",
  "action noteGuidelineReadAction": "judges",
  "action planReopeningAction": "steers",
  "action previewGoldChangesAction": "steers",
  "action publishGuidelineAction": "steers",
  "action readAgainAction": "steers",
  "action readScreenAction": "judges",
  "action refreezeDatasetAction": "steers",
  "action reinstateAnnotatorAction": "steers",
  "action reopenItemsAction": "steers",
  "action revokeInviteAction": "steers",
  "action setFeedbackAction": "steers",
  "action startImportAction": "steers",
  "action suspendAnnotatorAction": "steers",
  "action updateFrameAction": "steers",
  "action updateQualityAction": "steers",
  "action updateScaleAction": "steers",
};

/** What somebody is to be told at an entry point of a project. A page does not say that it is forbidden. */
export function expected(door: string, person: Person, whose: Whose): Outcome {
  const gate = DOORS[door];
  if (gate === undefined) throw new Error(`${door} is not in the table.`);
  if (!isGate(gate)) return toldBy(door, OUTSIDE[gate][person]);
  // What does not exist is not an admin's either.
  if (whose === "nobody's" && person === "admin") return "nothing";
  return toldBy(door, GATES[gate][person][whose === "their own" ? 0 : 1]);
}

function toldBy(door: string, told: Outcome): Outcome {
  return told === "forbidden" && door.startsWith("page") ? "nothing" : told;
}

export function isOfProject(door: string): boolean {
  return isGate(DOORS[door] ?? "open");
}

/** "app/api/health/route.ts GET" is "GET /api/health". */
function doorOf(handler: string): string {
  const [file = "", name = ""] = handler.split(" ");
  const route = /^app(\/.+)\/route\.ts$/.exec(file)?.[1];
  return route === undefined ? `action ${name}` : `${name} ${route}`;
}

function isGate(gate: Gate | keyof typeof OUTSIDE): gate is Gate {
  return gate in GATES;
}

function all(nobody: Outcome, annotators: Outcome, requesters: Outcome): Readonly<Record<Person, Outcome>> {
  return {
    anonymous: nobody,
    "signed out on the server": nobody,
    annotator: annotators,
    "annotator elsewhere": annotators,
    suspended: annotators,
    // A reviewer is an annotator's account that looks into one project.
    reviewer: annotators,
    requester: requesters,
    "requester elsewhere": requesters,
    admin: requesters,
  };
}
