import { readAgreement, readGoldStanding } from "#lib/agreement/queries.ts";
import { readGoldRecords, readPerson } from "#lib/annotator/evidence/queries.ts";
import { listAnnotators, listInvites } from "#lib/annotator/queries.ts";
import type { RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { readMethods } from "#lib/dataset/queries/methods.ts";
import { listDatasetVersions, readFreezePlan } from "#lib/dataset/queries/versions.ts";
import { listCandidates } from "#lib/gold/growth/queries.ts";
import { listGold, readGoldCoverage, readGoldPlan } from "#lib/gold/queries.ts";
import { listGoldCases } from "#lib/gold/review/queries.ts";
import { listGuidelineVersions, readGuideline } from "#lib/guideline/queries.ts";
import { listImports } from "#lib/item/import/queries.ts";
import { listItems } from "#lib/item/listing/queries.ts";
import { listItemEvents, listItemJudgments, readItem, readScale } from "#lib/item/queries.ts";
import { readReopeningFacts } from "#lib/item/reopening/queries.ts";
import { itemFilterSchema } from "#lib/item/schema.ts";
import { readLaunchFacts } from "#lib/project/launch/queries.ts";
import { readProgress } from "#lib/project/progress/queries.ts";
import { listProjects, readHalts, readProject } from "#lib/project/queries.ts";

type Read = (access: RequesterAccess) => Promise<unknown>;
export type Page = { name: string; reads: Readonly<Record<string, Read>> };

const ADMIN = { userId: "nobody", name: "Bench", role: "admin" } as UserAccess;
const SOMEBODY = 7;

const items = (change: Readonly<Record<string, string>>): Read => {
  const filter = itemFilterSchema.parse(change);
  return (access) => listItems(access, filter);
};

/** Every page of the requester's side of a project, by the queries it asks. */
export function pagesOf(itemCount: number): Page[] {
  const middle = Math.round(itemCount / 2);
  return [
    { name: "projects", reads: { listProjects: () => listProjects(ADMIN) } },
    {
      name: "overview",
      reads: {
        readProject,
        readLaunchFacts,
        readGoldPlan,
        readProgress,
        readAgreement,
        readGoldStanding,
        readHalts,
      },
    },
    {
      name: "items",
      reads: {
        "first page": items({}),
        "second page": items({ page: "2", after: "50" }),
        "last page": items({ last: "1" }),
        "from an item on": items({ at: String(middle) }),
        "by query": items({ sort: "query" }),
        "by query, last page": items({ sort: "query", last: "1" }),
        "by judgments": items({ sort: "judgments" }),
        "by judgments, last page": items({ sort: "judgments", last: "1" }),
        "by spread": items({ sort: "spread" }),
        "by spread, from an item on": items({ sort: "spread", at: String(middle) }),
        "by spread, last page": items({ sort: "spread", last: "1" }),
        open: items({ state: "open" }),
        done: items({ state: "done" }),
        paused: items({ state: "paused" }),
        removed: items({ state: "removed" }),
        gold: items({ gold: "yes" }),
        "gold, last page": items({ gold: "yes", last: "1" }),
        "not gold by spread": items({ gold: "no", sort: "spread" }),
        "paused by spread": items({ state: "paused", sort: "spread" }),
        "a frequent word": items({ search: "result" }),
        "a rare word": items({ search: `result ${middle} ` }),
        "a word that is nowhere": items({ search: "zebra crossing" }),
      },
    },
    {
      name: "item",
      reads: {
        readItem: (access) => readItem(access, middle),
        listItemJudgments: (access) => listItemJudgments(access, middle),
        listItemEvents: (access) => listItemEvents(access, middle),
      },
    },
    { name: "imports", reads: { listImports } },
    {
      name: "gold",
      reads: {
        "listGold, first page": (access) => listGold(access, 1),
        "listGold, last page": (access) => listGold(access, Math.floor(itemCount / 100 / 50)),
        readGoldCoverage,
        listGoldCases,
        listCandidates,
      },
    },
    {
      name: "guideline",
      reads: {
        listGuidelineVersions,
        readGuideline: (access) => readGuideline(access),
        readReopeningFacts,
        readScale,
      },
    },
    { name: "annotators", reads: { listAnnotators, listInvites, readGoldRecords } },
    { name: "annotator", reads: { readPerson: (access) => readPerson(access, SOMEBODY) } },
    {
      name: "datasets",
      reads: {
        listDatasetVersions,
        readFreezePlan,
        readMethods: (access) => readMethods(access, "most-probable"),
      },
    },
  ];
}
