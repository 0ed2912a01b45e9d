const QUALITIES =
  "able amber bold brave breezy bright brisk calm candid clear clever crisp deft eager early fair fleet fond free " +
  "fresh gentle glad golden grand happy hardy honest jolly keen kind lively loyal lucid lucky mellow merry mild " +
  "neat nimble noble patient plucky polite proud prudent quick quiet ready rosy sage serene sharp silver snug " +
  "solid steady stout sturdy sunny swift tender tidy true vivid warm wise witty";

const ANIMALS =
  "badger beaver bison bittern bunting crane curlew dipper dolphin dormouse dove eagle egret falcon ferret finch " +
  "fox gannet gecko grebe grouse hare hedgehog heron hoopoe ibis jackdaw kestrel kite lapwing lark linnet lynx " +
  "magpie marmot marten martin mole moose newt ocelot oriole osprey otter owl panda partridge petrel pika plover " +
  "puffin quail rabbit raven robin salmon seal shrew siskin sparrow squirrel stork swallow swan swift tern " +
  "thrush toad turtle vole wagtail walrus warbler weasel whale wren yak";

/** Chance comes in as a function that gives a whole number from 0 up to but without its argument. */
export type Dice = (sides: number) => number;

/**
 * A name that hides who a person is but can be spoken about.
 *
 * @example pseudonym(() => 0) is "able-badger-2"
 */
export function pseudonym(dice: Dice): string {
  return `${pick(QUALITIES, dice)}-${pick(ANIMALS, dice)}-${2 + dice(98)}`;
}

function pick(words: string, dice: Dice): string {
  const list = words.split(" ");
  return list[dice(list.length)] ?? "";
}
