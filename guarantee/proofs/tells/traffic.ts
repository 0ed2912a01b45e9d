// People who ask in every way that an annotator can ask. Started by the part with GUARANTEE_TELLS; writes down what each of
// them received, and apart from that, which of it was gold.
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { actForAnnotator } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import {
  claimItems,
  renewAssignments,
  returnAssignments,
  submitJudgment,
  undoJudgment,
} from "#lib/judgment/mutations.ts";
import { listHeld, myProgress } from "#lib/judgment/queries.ts";
import type { HeldItem } from "#lib/judgment/rules.ts";
import { seeded } from "../../random.ts";
import type { Log, SeenItem, Told } from "./observables.ts";

export type TrafficPlan = { projects: string[]; seed: number; people: number; file: string };
export type Traffic = { logs: Log[]; golds: string[] };

/** How many people work at the same time. */
const AT_ONCE = 12;
const SINCE = "2026-01-01T00:00:00.000Z";
/** What some always ask for; the others ask for another number every time. */
const HABITS = [1, 1, 2, 4, 8, 8, 12, 20];
const MOST = 20;
const plan = JSON.parse(process.env.GUARANTEE_TELLS ?? "{}") as TrafficPlan;

writeFileSync(plan.file, JSON.stringify(await run()));
process.exit();

async function run(): Promise<Traffic> {
  const people = plan.projects.flatMap((project) =>
    Array.from({ length: plan.people }, (_, at) => openPerson(project, at + 1)),
  );
  const waiting = [...people];
  const work = async () => {
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      if (await workOnce(person)) waiting.push(person);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const { rows } = await pool.query<{ id: string }>(
    `SELECT a.id FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
     WHERE a.project_id = ANY ($1) AND i.is_gold`,
    [plan.projects],
  );
  return { logs: people.map(({ log }) => log), golds: rows.map(({ id }) => id) };
}

type Person = ReturnType<typeof openPerson>;

function openPerson(project: string, no: number) {
  const random = seeded(plan.seed, `${project} ${no}`);
  const log: Log = { project, no, told: [] };
  const habit = random.chance(0.6) ? HABITS[random.below(HABITS.length)] : undefined;
  return { no, random, log, habit, access: actForAnnotator(project, no), held: [] as HeldItem[] };
}

/** One request and what follows from it; false when nothing is left. */
async function workOnce(person: Person): Promise<boolean> {
  const { random, access } = person;
  const asked = person.habit ?? 1 + random.below(MOST);
  const empty = await claimItems(access, asked);
  person.held = empty === null ? await listHeld(access) : [];
  const { ahead } = await myProgress(access, SINCE);
  const items = person.held.map(seen);
  note(person, { kind: "claimed", asked, items, ahead: ahead.most ?? ahead.least });
  if (person.held.length === 0) return empty === "busy" || empty === "in-progress";
  if (random.chance(0.1)) await renewAssignments(access);
  if (random.chance(0.06)) return giveBack(person);
  // All of it, or as many as one pleases: the rest stays in hand.
  const count = random.chance(0.5) ? person.held.length : 1 + random.below(person.held.length);
  for (const item of person.held.slice(0, count)) await answer(person, item);
  return true;
}

async function giveBack({ access, held, random }: Person): Promise<boolean> {
  const ids = held.filter(() => random.chance(0.8)).map(({ id }) => id);
  await returnAssignments(access, ids, random.chance(0.5) ? "now" : "soon");
  return true;
}

async function answer(person: Person, { id, epoch }: HeldItem): Promise<void> {
  const { access, random } = person;
  const submit = () =>
    submitJudgment(access, {
      assignmentId: id,
      epoch,
      requestKey: randomUUID(),
      level: 1 + random.below(5),
      unratable: null,
      comment: null,
      durationMs: 1500,
      guidelineVersion: 1,
    });
  note(person, { kind: "answered", id, said: JSON.stringify(await submit()) });
  if (!random.chance(0.05)) return;
  const said = JSON.stringify(await undoJudgment(access, { assignmentId: id, requestKey: randomUUID() }));
  note(person, { kind: "taken-back", id, said });
  if (random.chance(0.8)) await submit();
}

function note({ log }: Person, told: Told): void {
  log.told.push(told);
}

function seen(item: HeldItem): SeenItem {
  const { id, epoch, expiresAt, query } = item;
  return {
    id,
    epoch,
    expiresAt: Date.parse(expiresAt),
    query: query?.text ?? id,
    position: query?.place ?? 1,
    results: query?.results ?? 1,
    bytes: JSON.stringify(item).length,
  };
}
