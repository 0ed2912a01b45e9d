import type { Submit } from "#lib/judgment/schema.ts";
import type { Held } from "../checkers/history/operation.ts";
import { claim, type Desk, giveBack, letExpire, renew, submit, undo } from "./desk.ts";
import { answerTo, type Person, rememberSent } from "./person.ts";

/** How a step ended: work was done, there is nothing just now, or there is nothing more for this person. */
export type StepEnd = "worked" | "waiting" | "finished";

/** Nothing will come any more, as far as anybody can say. */
const END: readonly string[] = ["all-done", "judged-all", "rest-paused"];
const LATE_AFTER_MS = 200;

/** One thing that a person at the desk does: fetches items, or deals with the next one they hold. */
export async function takeStep(desk: Desk, person: Person): Promise<StepEnd> {
  if (person.isGone) return "finished";
  const due = person.due.findIndex(({ at }) => at <= performance.now());
  if (due >= 0) {
    const [late] = person.due.splice(due, 1);
    await late?.send();
    return "worked";
  }
  const held = person.held.shift();
  if (held === undefined) return fetchItems(desk, person);
  await deal(desk, person, held);
  return "worked";
}

async function fetchItems(desk: Desk, person: Person): Promise<StepEnd> {
  if (person.random.chance(person.habits.twoTabs * desk.count)) return workInTwoTabs(desk, person);
  const answer = await claim(desk, person);
  if (answer === null || (answer.empty !== null && !END.includes(answer.empty))) return "waiting";
  if (answer.empty !== null) return person.due.length > 0 ? "waiting" : "finished";
  // What waits to be answered late is not answered twice.
  person.held = answer.held;
  return person.held.length > 0 ? "worked" : "waiting";
}

/** Both tabs are given the same items; both answer the first, each with a request key of its own. */
async function workInTwoTabs(desk: Desk, person: Person): Promise<StepEnd> {
  const [one, other] = await Promise.all([claim(desk, person), claim(desk, person, "b")]);
  const held = one?.held ?? [];
  const [first] = held;
  const twin = other?.held.find(({ id }) => id === first?.id);
  person.held = held.slice(1);
  if (!first) return "waiting";
  const answers = [answer(desk, person, first)];
  if (twin) answers.push(submit(desk, person, answerTo(person, twin, []), "b").then(() => {}));
  await Promise.all(answers);
  return "worked";
}

async function deal(desk: Desk, person: Person, held: Held): Promise<void> {
  const { random, habits } = person;
  const draw = random.next();
  const { abandoned, late, returned, release, renew: renewing, resend } = habits;
  if (draw < abandoned) return letExpire(desk, person, held);
  if (draw < abandoned + late) return answerLate(desk, person, held);
  if (draw < abandoned + late + returned) return giveBack(desk, person, [held.id], "now");
  if (random.chance(release)) {
    const ids = [held, ...person.held].map(({ id }) => id);
    person.held = [];
    return giveBack(desk, person, ids, "soon");
  }
  if (random.chance(habits.quit)) return goHome(desk, person, held);
  if (random.chance(renewing)) await renew(desk, person);
  await answer(desk, person, held);
  const old = random.chance(resend) ? person.sent[random.below(person.sent.length)] : undefined;
  if (old) await submit(desk, person, old);
}

/** Everything they hold runs out in time, also what they lost sight of, and also while the project is paused. */
async function goHome(desk: Desk, person: Person, inHand: Held): Promise<void> {
  person.isGone = true;
  person.due = [];
  const last = await claim(desk, person);
  const held = new Map([inHand, ...person.held, ...(last?.held ?? [])].map((one) => [one.id, one]));
  for (const one of held.values()) await letExpire(desk, person, one);
}

/** The lease runs out, others may get the item, and then the answer comes. */
async function answerLate(desk: Desk, person: Person, held: Held): Promise<void> {
  await letExpire(desk, person, held);
  const at = performance.now() + person.random.next() * LATE_AFTER_MS;
  person.due.push({ at, send: () => answer(desk, person, held) });
}

async function answer(desk: Desk, person: Person, held: Held): Promise<void> {
  const { random, habits } = person;
  const input = answerTo(person, held, desk.commonRequestKeys);
  if (random.chance(habits.double)) await sendTwice(desk, person, input);
  else await submit(desk, person, input);
  rememberSent(person, input);
  if (!random.chance(habits.undo)) return;
  // Taken back, the item is theirs again: most answer it anew.
  const isOpen = await undo(desk, person, held);
  if (isOpen && random.chance(0.8))
    await submit(desk, person, answerTo(person, held, desk.commonRequestKeys));
}

async function sendTwice(desk: Desk, person: Person, input: Submit): Promise<void> {
  const { random, habits } = person;
  if (!random.chance(habits.changed)) {
    await Promise.all([submit(desk, person, input), submit(desk, person, input, "b")]);
    return;
  }
  await submit(desk, person, input);
  await submit(desk, person, { ...input, durationMs: input.durationMs + 1, level: 1, unratable: null });
}
