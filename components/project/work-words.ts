import { duration } from "#components/ui/duration.ts";
import { count, counted } from "#components/ui/format.ts";
import type { Shortage, Work } from "#lib/project/progress/rules.ts";

// What a requester reads about work that has stopped, or soon will.

export type WorkWords = {
  chip: "annotator" | "item";
  what: string;
  why: string;
  /** What can be done, and where in the project */
  act: string;
  href: string;
};

/** What keeps the work from going on, in words; null where nothing does. */
export function workInWords(work: Work): WorkWords | null {
  switch (work.kind) {
    case "needs-people":
      return {
        ...INVITE,
        what: `${lackInWords(work.shortage, "needs", "need")}.`,
        why: `${everybody(work.shortage)} judged ${work.shortage.items === 1 ? "it" : "them"}.`,
      };
    case "going":
      return work.shortage && soonInWords(work.shortage);
    case "idle":
      return {
        chip: "annotator",
        what:
          work.hours === null ? "Nobody has judged yet." : `Nobody has judged for ${duration(work.hours)}.`,
        why: `${counted(work.items, "item is", "items are")} ready for ${counted(work.people, "annotator")}.`,
        act: "View annotators",
        href: "/annotators",
      };
    case "nobody-joined":
      return {
        ...INVITE,
        what: "Nobody has joined yet.",
        why: "Share an invite link so that people can join.",
      };
    case "nobody-active":
      return { chip: "annotator", what: "No annotator can continue.", why: inactive(work), ...DECIDE };
    case "all-paused":
      return {
        chip: "item",
        what: `All remaining items are paused: ${counted(work.items, "item")}.`,
        why: "Resume the items or their queries to continue.",
        act: "View items",
        href: "/items?state=paused",
      };
    case "no-items":
      return {
        chip: "item",
        what: "There are no items to judge.",
        why: "The project has only gold items.",
        act: "Add items",
        href: "/items/import",
      };
    default:
      return null;
  }
}

const INVITE = { chip: "annotator" as const, act: "Invite annotators", href: "/annotators" };
const DECIDE = { act: "View annotators", href: "/annotators" };

function soonInWords(shortage: Shortage): WorkWords {
  return {
    ...INVITE,
    what: `${lackInWords(shortage, "will need", "will need")}.`,
    why: `Only ${counted(shortage.active, "annotator")} can judge them.`,
  };
}

// "6 items need a third annotator"
function lackInWords(shortage: Shortage, one: string, many: string): string {
  const { items, fewest, most, active, others } = shortage;
  const subject = `${count(items)} ${items === 1 ? `item ${one}` : `items ${many}`}`;
  if (most === 1) return `${subject} ${others === 0 ? next(active) : "another annotator"}`;
  return `${subject} ${fewest === most ? "" : "up to "}${count(most)} more annotators`;
}

const ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

function next(active: number): string {
  const ordinal = ORDINALS[active - 1];
  return ordinal === undefined
    ? "another annotator"
    : `${ordinal === "eighth" ? "an" : "a"} ${ordinal} annotator`;
}

function everybody({ active, others }: Shortage): string {
  const people = others === 0 ? "" : "active ";
  if (active === 1) return `The only ${people}annotator has`;
  return active === 2 ? `Both ${people}annotators have` : `All ${count(active)} ${people}annotators have`;
}

function inactive({ inReview, suspended }: Extract<Work, { kind: "nobody-active" }>): string {
  const parts = [
    inReview > 0 && `${count(inReview)} ${inReview === 1 ? "is" : "are"} in review`,
    suspended > 0 && `${count(suspended)} ${suspended === 1 ? "is" : "are"} suspended`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "All of them are simulated." : `${parts.join(", ")}.`;
}
