import fc from "fast-check";
import * as annotator from "./annotator-commands.ts";
import { compare, type Real } from "./real.ts";
import * as requester from "./requester-commands.ts";
import { countingOf, type Item, type Model, type Person } from "./state.ts";

type Command = fc.AsyncCommand<Model, Real>;

const MOST_ITEMS = 12;

/** A command runs against both, and then both must say the same of every item and every assignment. */
function command(name: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}

const people = fc.nat({ max: 3 });
const items = fc.nat({ max: MOST_ITEMS - 1 });
const reasons = fc.oneof(
  { weight: 8, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constantFrom("query", "result", "rater") },
);

function personAt(model: Model, at: number): Person {
  return [...model.people.values()][at % model.people.size] as Person;
}

function itemAt(model: Model, at: number): Item {
  return [...model.items.values()][at % model.items.size] as Item;
}

function judgedItemAt(model: Model, at: number): Item {
  const judged = new Set(countingOf(model).map(({ itemNo }) => itemNo));
  const all = [...model.items.values()];
  return all.find(({ no }) => judged.has(no) && no > at) ?? itemAt(model, at);
}

/** Which item a person answers: one they hold, one they lost, or any. */
type Choice = "held" | "lost" | "any";

function choose(model: Model, person: Person, at: number, choice: Choice): Item {
  const all = [...model.items.values()];
  const turned = [...all.slice(at % all.length), ...all.slice(0, at % all.length)];
  const states = choice === "held" ? ["live"] : ["expired", "returned"];
  const wanted = turned.find((item) => states.includes(item.pairs.get(person.no)?.state ?? ""));
  return (
    (choice === "any" ? undefined : wanted) ??
    turned.find((item) => item.pairs.has(person.no)) ??
    itemAt(model, at)
  );
}

/** All that annotators and requesters can do to the queue. */
export function allCommands(canSuspend: boolean): fc.Arbitrary<Command>[] {
  const byPerson = (name: string, run: (model: Model, real: Real, person: Person) => Promise<void>) =>
    people.map((at) => command(`${name} ${at}`, (model, real) => run(model, real, personAt(model, at))));
  const choices = fc.constantFrom<Choice>("held", "held", "lost", "lost", "any");
  const submits = fc.tuple(people, items, reasons, choices).map(([who, at, reason, choice]) =>
    command(`submit ${who} ${at} ${reason ?? "level"} ${choice}`, (model, real) => {
      const person = personAt(model, who);
      return annotator.submit(model, real, person, choose(model, person, at, choice), reason);
    }),
  );
  const claims = fc
    .tuple(people, fc.integer({ min: 1, max: 5 }))
    .map(([who, count]) =>
      command(`claim ${who} ${count}`, (model, real) =>
        annotator.claim(model, real, personAt(model, who), count),
      ),
    );
  const undos = fc
    .tuple(people, items)
    .map(([who, at]) =>
      command(`undo ${who} ${at}`, (model, real) =>
        annotator.undo(model, real, personAt(model, who), itemAt(model, at)),
      ),
    );
  // What people do most comes most often.
  const common = [
    ...Array.from({ length: 6 }, () => claims),
    ...Array.from({ length: 8 }, () => submits),
    undos,
    byPerson("return", (model, real, person) => annotator.giveBack(model, real, person, "now")),
    byPerson("release", (model, real, person) => annotator.giveBack(model, real, person, "soon")),
    byPerson("renew", annotator.renew),
  ];
  const reinstate = byPerson("reinstate", requester.reinstate);
  const standing = [byPerson("suspend", requester.suspend), reinstate, reinstate, reinstate];
  return [...common, ...requesterCommands(), ...(canSuspend ? standing : [])];
}

function requesterCommands(): fc.Arbitrary<Command>[] {
  return [
    fc
      .constantFrom(20, 70)
      .map((seconds) => command(`pass ${seconds} s`, (model, real) => requester.pass(model, real, seconds))),
    fc.constant(command("reap", requester.reap)),
    fc.constant(
      command("pass 70 s and reap", async (model, real) => {
        await requester.pass(model, real, 70);
        await requester.reap(model, real);
      }),
    ),
    fc.constant(
      command("pass 70 s and reap", async (model, real) => {
        await requester.pass(model, real, 70);
        await requester.reap(model, real);
      }),
    ),
    fc
      .integer({ min: 1, max: 4 })
      .map((target) =>
        command(`target ${target}`, (model, real) => requester.setTarget(model, real, target)),
      ),
    fc
      .constantFrom(true, false, false, false)
      .map((isPaused) =>
        command(`project paused ${isPaused}`, (model, real) => requester.pause(model, real, isPaused)),
      ),
    fc.constant(
      command("add item", async (model, real) => {
        if (model.items.size < MOST_ITEMS) await requester.addItem(model, real);
      }),
    ),
    fc.constant(command("freeze", requester.freeze)),
    ...movesOfItems(),
  ];
}

function movesOfItems(): fc.Arbitrary<Command>[] {
  const moves = fc.constantFrom<requester.Move>("remove", "restore", "restore", "pause", "resume", "resume");
  return [
    fc
      .tuple(items, moves)
      .map(([at, move]) =>
        command(`${move} item ${at}`, (model, real) =>
          requester.moveItem(model, real, itemAt(model, at), move),
        ),
      ),
    fc
      .tuple(items, fc.constantFrom(true, false, false))
      .map(([at, isGold]) =>
        command(`${isGold ? "gold" : "no gold"} ${at}`, (model, real) =>
          requester.setGold(model, real, itemAt(model, at), isGold),
        ),
      ),
    items.map((at) =>
      command(`remove and restore a judged item ${at}`, async (model, real) => {
        const item = judgedItemAt(model, at);
        await requester.moveItem(model, real, item, "remove");
        await requester.freeze(model, real);
        await requester.moveItem(model, real, item, "restore");
      }),
    ),
    items.map((at) =>
      command(`reopen ${at}`, (model, real) => requester.reopenItem(model, real, itemAt(model, at))),
    ),
    fc
      .tuple(fc.constantFrom(1, 2), fc.constantFrom("pause" as const, "resume" as const, "resume" as const))
      .map(([no, move]) =>
        command(`${move} query ${no}`, (model, real) => requester.moveQuery(model, real, no, move)),
      ),
  ];
}
