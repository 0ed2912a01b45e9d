import { randomUUID } from "node:crypto";
import { bytesOf, firstDifference, inShort, outcomeOf } from "./access/answers.ts";
import {
  type Door,
  listAssignmentDoors,
  listDoors,
  listDoorsToNothing,
  listWrongDoors,
} from "./access/doors.ts";
import { type Ground, makeGround, PEOPLE, type Person, removeAdmins } from "./access/people.ts";
import { readStream } from "./access/stream.ts";
import { DOORS, expected, isOfProject, type Whose } from "./access/table.ts";
import { type Answered, type Asked, ask, eachOf } from "./borders/ask.ts";
import { ask as askDatabase } from "./database.ts";
import { expect, test } from "./fixtures.ts";

let ground: Ground;
const answers = new Map<string, Promise<Answered>>();

test.beforeAll(async () => {
  ground = await makeGround();
});

test.afterAll(async () => {
  await removeAdmins();
  // What is asked here looks like an attack on the doors, and the next journeys come from the same address.
  await askDatabase("DELETE FROM rate_limit");
});

test("every page, route and action of the build stands in the reviewed table, and nothing else does", () => {
  const built = listDoors().map(({ name }) => name);
  expect(built.sort()).toEqual(Object.keys(DOORS).sort());
});

test("every door lets in whom the table names, and nobody else", async () => {
  const asked = listDoors().flatMap((door) => PEOPLE.map((person) => ({ door, person })));
  const wrong: string[] = [];
  await eachOf(asked, async ({ door, person }) => {
    for (const whose of isOfProject(door.name) ? projectsFor(person) : (["their own"] as const)) {
      const answer = await send(person, door, projectOf(person, whose));
      const [told, due] = [outcomeOf(door.name, answer), expected(door.name, person, whose)];
      if (told !== due) {
        wrong.push(`${door.name} told ${person} "${told}" of ${whose}, not "${due}": ${inShort(answer)}`);
      }
    }
  });
  expect(wrong.sort()).toEqual([]);
});

test("a stream says the same whatever numbers and order its rows have, and something else for one other letter", () => {
  const said = readStream('0:{"name":"$L1","why":"$2"}\n1:I[7,["a.js"],"Menu"]\n2:T5,a\nb\nc:HL["a.css"]\n');
  expect(
    readStream('3:T5,a\nb\nc:HL["a.css"]\n1:"a.js"\n2:I[7,["$1"],"Menu"]\n0:{"name":"$L2","why":"$3"}\n'),
  ).toEqual(said);
  expect(
    readStream('0:{"name":"$L1","why":"$2"}\n1:I[7,["a.js"],"Menu"]\n2:T5,a\nb\nd:HL["a.css"]\n'),
  ).not.toEqual(said);
});

test("another's project and one that does not exist are told by the same bytes", async () => {
  const doors = listDoors().filter(({ name }) => isOfProject(name));
  // An admin has no other's: every project is theirs.
  const people = PEOPLE.filter((person) => person !== "admin");
  const asked = doors.flatMap((door) => people.map((person) => ({ door, person })));
  const wrong: string[] = [];
  await eachOf(asked, async ({ door, person }) => {
    const told = async (whose: Whose) => {
      const projectId = projectOf(person, whose);
      return bytesOf(await send(person, door, projectId), projectId);
    };
    const [others, none] = [await told("another's"), await told("nobody's")];
    if (others !== none) wrong.push(`${door.name} for ${person}: ${firstDifference(others, none)}`);
  });
  expect(wrong.sort()).toEqual([]);
});

test("a method that a page or a route does not have opens nothing", async () => {
  const doors = listWrongDoors().filter(({ kind, page }) => kind === "route" || isOfProject(page));
  const wrong: string[] = [];
  const people = ["anonymous", "annotator", "requester elsewhere"] as const;
  const asked = doors.flatMap((door) => people.map((person) => ({ door, person })));
  await eachOf(asked, async ({ door, person }) => {
    const { status } = await send(person, door, ground.here);
    const isRefused = status === 405 || (door.kind === "page" && status === 404);
    if (!isRefused) wrong.push(`${door.name} answered ${person} ${status}`);
  });
  expect(wrong).toEqual([]);
});

test("a number that nothing in one's own project has is not found", async () => {
  const doors = listDoorsToNothing();
  expect(doors.length).toBeGreaterThan(3);
  const wrong: string[] = [];
  await eachOf(doors, async (door) => {
    const answer = await askUntilSaid("requester", door.ask(ground.here));
    if (outcomeOf(door.name, answer) !== "nothing") wrong.push(`${door.name}: ${inShort(answer)}`);
  });
  expect(wrong).toEqual([]);
});

test("an assignment of a colleague, of another project and of nobody are told by the same bytes", async () => {
  const assignmentOf = async (projectId: string) => {
    const [found] = await askDatabase<{ id: string }>(
      "SELECT id FROM assignment WHERE project_id = $1 AND annotator_no = 3",
      [projectId],
    );
    return found?.id ?? "";
  };
  const ids = [await assignmentOf(ground.here), await assignmentOf(ground.elsewhere), randomUUID()];
  const told = await Promise.all(
    ids.map(async (id) => {
      const answers: string[] = [];
      for (const door of listAssignmentDoors(id)) {
        const answer = await askUntilSaid("annotator", door.ask(ground.here));
        answers.push(`${door.name}\n${bytesOf(answer, ground.here).replaceAll(id, "[assignmentId]")}`);
      }
      return answers;
    }),
  );
  expect(told[0]?.length).toBeGreaterThan(3);
  expect(told[0]).toEqual(told[2]);
  expect(told[1]).toEqual(told[2]);
});

/** Asks once: what one test was told, the next compares. */
function send(person: Person, door: Door, projectId: string): Promise<Answered> {
  const key = [person, door.name, projectId].join(" ");
  const answer = answers.get(key) ?? askUntilSaid(person, door.ask(projectId));
  answers.set(key, answer);
  return answer;
}

async function askUntilSaid(person: Person, asked: Asked): Promise<Answered> {
  const answer = await ask({ ...asked, headers: { ...asked.headers, cookie: ground.cookies[person] } });
  // On a busy machine the database may be away for a moment, which is not what the door says.
  return answer.text.includes('"code":"unavailable"') ? askUntilSaid(person, asked) : answer;
}

/** Of everybody but an admin, the same bytes show what they are told of nobody's. */
function projectsFor(person: Person): Whose[] {
  return person === "admin" ? ["their own", "another's", "nobody's"] : ["their own", "another's"];
}

function projectOf(person: Person, whose: Whose): string {
  if (whose === "nobody's") return ground.nowhere;
  return person.endsWith("elsewhere") === (whose === "their own") ? ground.elsewhere : ground.here;
}
