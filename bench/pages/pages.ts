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
import { listItems } from "#lib/item/listing/queries/list.ts";
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

/** Words of every item, a third, one in a hundred and one item; of none; beginnings of many words; without Latin letters. */
const SEARCHES = ["result", "blue", "rare", "blue rare", "zebra", "quer*", "12*", "a*", "книги", "京都"];

/** Each filter in each order, at both ends and from an item in the middle on; and each search, alone and with filters. */
function itemReads(middle: number): Record<string, Read> {
  const reads: Record<string, Read> = {};
  const add = (filter: Record<string, string>) => {
    for (const sort of ["no", "query", "judgments", "spread"]) {
      const told = Object.entries({ ...filter, sort })
        .flat()
        .join(" ");
      reads[`${told}, first`] = items({ ...filter, sort });
      reads[`${told}, last`] = items({ ...filter, sort, last: "1" });
      reads[`${told}, from the middle on`] = items({ ...filter, sort, at: String(middle) });
    }
  };
  for (const state of ["", "open", "done", "paused", "removed"]) {
    for (const gold of ["", "yes", "no"]) {
      add({ ...(state && { state }), ...(gold && { gold }) });
    }
  }
  for (const search of [...SEARCHES, String(middle)]) {
    add({ search });
    add({ search, state: "open" });
    add({ search, gold: "yes" });
  }
  return reads;
}

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
      reads: itemReads(middle),
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
