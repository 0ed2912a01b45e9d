import {
  type Code,
  f64,
  get,
  i32,
  jump,
  jumpIf,
  type Kernel,
  leave,
  loop,
  pair,
  set,
  when,
} from "#lib/statistics/numeric/wasm.ts";
import { LINEAR_RATINGS, RESCALE, TINY } from "./model.ts";

/** Bytes of a row: up to eight probabilities, then the counts that go with them, a cache line each. */
export const ROW_BYTES = 128;
export const COUNT_BYTES = 64;
/** What the kernel takes from its memory and leaves there, in bytes: class shares, class sizes, likelihood, largest changes. */
export const STATE = { prior: 0, classes: 64, product: 128, rescaled: 136, change: 144, bytes: 192 } as const;

// Parameters: the first item, how many there are, and addresses.
const [ITEM, ITEMS, START, KEY, GOLD, ROWS, POSTERIOR] = [0, 1, 2, 3, 4, 5, 6];
const [AT, FROM, TO, ROW, OLD] = [7, 8, 9, 10, 11];
const [TOTAL, PRODUCT, CHANGE, SCALE, FIRST_PAIR] = [12, 13, 14, 15, 16];
const NULL = i32.constant(0);

/** The K levels as V pairs of doubles, and the locals that hold them. */
type Levels = {
  readonly levels: number;
  readonly pairs: number;
  readonly each: (make: (v: number) => Code) => Code;
  readonly share: (v: number) => number;
  readonly prior: (v: number) => number;
  readonly classes: (v: number) => number;
};

/**
 * The expectation step of a run of items with K levels, the same arithmetic in the same order as `sweepAny`.
 *
 * Parameters: first item, number of items; addresses of the starts (4 bytes each), of the keys (such that starts count from
 * there), the gold sets (4 bytes each), the rows and the posteriors (8 K bytes per item, or 0 for none).
 * Returns the item at which it stopped: the end, or one that needs care (gold, many ratings, a tiny likelihood) and was left
 * as it is.
 * Source: Dawid & Skene 1979, equations 2.3 to 2.5.
 */
export function sweepKernel(levels: number): Kernel {
  const pairs = Math.ceil(levels / 2);
  const all: Levels = {
    levels,
    pairs,
    each: (make) => Array.from({ length: pairs }, (_, v) => make(v)),
    share: (v) => FIRST_PAIR + v,
    prior: (v) => FIRST_PAIR + pairs + v,
    classes: (v) => FIRST_PAIR + 2 * pairs + v,
  };
  const words = new Array<"i32">(5).fill("i32");
  const doubles = new Array<"pair">(2 + 3 * pairs).fill("pair");
  return { parameters: 7, locals: [...words, "f64", "f64", ...doubles], body: sweep(all) };
}

function sweep(all: Levels): Code {
  const { each, prior, classes } = all;
  const isEmpty = i32.equal(get(FROM), get(TO));
  const isManyRated = i32.less(i32.constant(4 * LINEAR_RATINGS), i32.subtract(get(TO), get(FROM)));
  const needsCare = i32.or(i32.load(0, wordOf(GOLD)), isManyRated);
  const stop: Code = [keepState(all), leave(get(ITEM))];
  return [
    each((v) => set(prior(v), pair.load(STATE.prior + 16 * v, NULL))),
    each((v) => set(classes(v), pair.load(STATE.classes + 16 * v, NULL))),
    set(PRODUCT, f64.load(STATE.product, NULL)),
    set(CHANGE, pair.load(STATE.change, NULL)),
    loop(
      when(
        i32.less(get(ITEM), get(ITEMS)),
        set(FROM, i32.add(get(KEY), times(4, i32.load(0, wordOf(START))))),
        set(TO, i32.add(get(KEY), times(4, i32.load(4, wordOf(START))))),
        when(isEmpty, toNextItem(2)),
        when(needsCare, stop),
        multiplyRows(all),
        when(f64.less(get(TOTAL), f64.constant(TINY)), stop),
        takeLikelihood(),
        countShares(all),
        when(get(POSTERIOR), storeShares(all)),
        toNextItem(1),
      ),
    ),
    keepState(all),
    get(ITEM),
  ];
}

const times = (factor: number, value: Code): Code => i32.multiply(value, i32.constant(factor));
/** Address of the item's entry in a list of words. */
const wordOf = (base: number): Code => i32.add(get(base), times(4, get(ITEM)));
const toNextItem = (depth: number): Code => [set(ITEM, i32.add(get(ITEM), i32.constant(1))), jump(depth)];
const lane = ({ share }: Levels, k: number): Code => pair.lane(k % 2, get(share(k >> 1)));

function keepState({ each, classes }: Levels): Code {
  return [
    each((v) => pair.store(STATE.classes + 16 * v, NULL, get(classes(v)))),
    f64.store(STATE.product, NULL, get(PRODUCT)),
    pair.store(STATE.change, NULL, get(CHANGE)),
  ];
}

/** Does something with the row of each of the item's ratings. */
function forEachRating(body: Code): Code {
  return [
    set(AT, get(FROM)),
    loop(
      set(ROW, i32.add(get(ROWS), times(ROW_BYTES, i32.load(0, get(AT))))),
      body,
      set(AT, i32.add(get(AT), i32.constant(4))),
      jumpIf(0, i32.less(get(AT), get(TO))),
    ),
  ];
}

function multiplyRows(all: Levels): Code {
  const { each, share, prior, levels } = all;
  const lanes = Array.from({ length: levels }, (_, k) => lane(all, k));
  return [
    each((v) => set(share(v), get(prior(v)))),
    forEachRating(each((v) => set(share(v), pair.multiply(get(share(v)), pair.load(16 * v, get(ROW)))))),
    set(
      TOTAL,
      lanes.reduce((sum, part) => f64.add(sum, part)),
    ),
  ];
}

function takeLikelihood(): Code {
  const oneMore = i32.add(i32.load(STATE.rescaled, NULL), i32.constant(1));
  return [
    set(PRODUCT, f64.multiply(get(PRODUCT), get(TOTAL))),
    when(
      f64.less(get(PRODUCT), f64.constant(TINY)),
      set(PRODUCT, f64.multiply(get(PRODUCT), f64.constant(RESCALE))),
      i32.store(STATE.rescaled, NULL, oneMore),
    ),
  ];
}

function countShares({ each, share, classes }: Levels): Code {
  const add = (v: number): Code => {
    const at = COUNT_BYTES + 16 * v;
    return pair.store(at, get(ROW), pair.add(pair.load(at, get(ROW)), get(share(v))));
  };
  return [
    set(SCALE, pair.splat(f64.divide(f64.constant(1), get(TOTAL)))),
    each((v) => set(share(v), pair.multiply(get(share(v)), get(SCALE)))),
    each((v) => set(classes(v), pair.add(get(classes(v)), get(share(v))))),
    forEachRating(each(add)),
  ];
}

/** The last of an odd number of levels stands alone: a pair would reach into the next item. */
function storeShares(all: Levels): Code {
  const { each, share, levels } = all;
  const isAlone = (v: number) => 2 * v + 1 === levels;
  const old = (v: number) => (isAlone(v) ? pair.loadFirst : pair.load)(16 * v, get(OLD));
  return [
    set(OLD, i32.add(get(POSTERIOR), times(8 * levels, get(ITEM)))),
    each((v) => [
      set(CHANGE, pair.largest(get(CHANGE), pair.absolute(pair.subtract(old(v), get(share(v)))))),
      isAlone(v)
        ? f64.store(16 * v, get(OLD), lane(all, 2 * v))
        : pair.store(16 * v, get(OLD), get(share(v))),
    ]),
  ];
}
