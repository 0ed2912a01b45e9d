import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { DEMO_ANNOTATOR, DEMO_REQUESTER } from "#lib/account/rules.ts";
import { recomputeStanding } from "#lib/annotator/standing/mutations.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { openSuspectedReviews } from "#lib/gold/review/mutations.ts";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { createImport, decideImport } from "#lib/item/import/mutations/start.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { CROWD } from "./crowd.ts";
import { moveIntoStory } from "./moments.ts";
import { type DemoPair, demoPairs } from "./pairs.ts";
import { replayJudgments } from "./replay.ts";
import { type DemoItem, tellStory } from "./story.ts";

export const DEMO = "demo";

const LEVELS = [
  ["Bad", "Has nothing to do with the search.", "laptop → coffee maker"],
  ["Poor", "From the same area, but does not answer the need.", "laptop → laptop bag"],
  ["Fair", "Helps some people who search for this.", "laptop → docking station"],
  ["Good", "Answers it, though a better product is likely.", "laptop → tablet with a keyboard"],
  ["Perfect", "Exactly what the search asks for.", "laptop → laptop"],
] as const;

const FIELD_ROLES: FieldRoles = [
  { name: "product", role: "id" },
  { name: "query", role: "query" },
  { name: "name", role: "title" },
  { name: "description", role: "text" },
  { name: "gold", role: "gold-levels" },
  { name: "gold_reason", role: "gold-reason" },
];

/** Builds the demo: real pairs through the real import, then nine days of work by a simulated crowd up to `now`. */
export async function seedDemo(now: Date): Promise<void> {
  const access = actForProject(DEMO);
  const pairs = demoPairs();
  const calendar = calendarOf(now);
  await createProject(calendar);
  await importPairs(access, pairs);
  await prisma.annotator.createMany({ data: CROWD.map(simulatedAnnotator) });
  await replayJudgments(access, tellStory(await readItems(pairs), calendar.last));
  await addVisitors(calendar);
  // The worker would do this a moment later, and date it so.
  await openSuspectedReviews(access);
  await recomputeStanding(access);
  await moveIntoStory(DEMO, calendar);
  await prisma.project.update({
    where: { id: DEMO },
    data: { state: "live", launchedAt: calendar.launched },
  });
}

async function createProject({ created, guideline, invited }: Calendar): Promise<void> {
  const markdown = await readFile(new URL("./guideline.md", import.meta.url), "utf8");
  await prisma.project.create({
    data: {
      id: DEMO,
      name: "Electronics search relevance",
      question: "How relevant is this product to the search?",
      relevantFrom: 4,
      isSimulated: true,
      createdAt: created,
      levels: {
        create: LEVELS.map(([name, definition, examples], at) => ({
          value: at + 1,
          name,
          definition,
          examples,
          gain: at,
        })),
      },
      guidelines: { create: { version: 1, markdown, createdAt: guideline } },
      invites: { create: { code: randomBytes(12).toString("base64url"), createdAt: invited } },
    },
  });
}

async function importPairs(access: RequesterAccess, pairs: readonly DemoPair[]): Promise<void> {
  const csv = stringify(
    pairs.map(({ docid, query, name, description, gold }) => ({
      product: docid,
      query,
      name,
      // Where the shop has no description it repeats the name.
      description: description === name ? "" : description,
      gold: gold?.levels.join("|") ?? "",
      gold_reason: gold?.reason ?? "",
    })),
    { header: true, columns: FIELD_ROLES.map(({ name }) => name) },
  );
  const body = Readable.from([Buffer.from(csv)]);
  const importNo = await createImport(access, { fileName: "electronics-600.csv", body, length: null });
  // Not handed to the worker: the judgments that follow need the items.
  await decideImport(access, importNo, { fieldRoles: FIELD_ROLES, policy: "all-or-nothing" });
  await runImport(access, importNo);
}

function simulatedAnnotator(character: (typeof CROWD)[number], at: number) {
  const { pseudonym } = character;
  return { projectId: DEMO, no: at + 1, pseudonym, isSimulated: true, cursor: 0n, seed: at + 1 };
}

// In the order in which the queue would lend them.
async function readItems(pairs: readonly DemoPair[]): Promise<DemoItem[]> {
  const truths = new Map(pairs.map((pair) => [`${pair.query}\n${pair.docid}`, pair.truth]));
  const { rows } = await pool.query<{ itemNo: number; pair: string; isGold: boolean }>(
    `SELECT i.no AS "itemNo", q.text || E'\\n' || i.key AS pair, i.is_gold AS "isGold"
     FROM item i JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE i.project_id = $1 ORDER BY i.group_ord, i.ord`,
    [DEMO],
  );
  return rows.map(({ itemNo, pair, isGold }) => {
    const truth = truths.get(pair);
    if (truth === undefined) throw new Error(`item ${itemNo} is not a pair of the demo`);
    return { itemNo, truth, isGold };
  });
}

// The two people that a visitor can sign in as. They have no password: only one-time links open these accounts.
async function addVisitors({ created, invited }: Calendar): Promise<void> {
  await prisma.user.createMany({
    data: [
      { id: DEMO_REQUESTER, name: "Mara Lindqvist", role: "requester", createdAt: created },
      { id: DEMO_ANNOTATOR, name: "Ines Okafor", role: "annotator", createdAt: invited },
    ],
  });
  await prisma.member.create({
    data: { projectId: DEMO, userId: DEMO_REQUESTER, role: "requester", createdAt: created },
  });
  await prisma.annotator.create({
    data: {
      projectId: DEMO,
      no: CROWD.length + 1,
      userId: DEMO_ANNOTATOR,
      pseudonym: "curious-owl-01",
      cursor: 0n,
      seed: CROWD.length + 1,
    },
  });
  await prisma.project.update({ where: { id: DEMO }, data: { lastAnnotatorNo: CROWD.length + 1 } });
}
