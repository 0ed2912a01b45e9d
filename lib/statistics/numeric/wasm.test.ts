import { expect, test } from "vitest";
import {
  f64,
  get,
  i32,
  jumpIf,
  type Kernel,
  loop,
  pair,
  type Running,
  set,
  startKernel,
  when,
} from "./wasm.ts";

function start(kernel: Kernel): Running {
  const running = startKernel(kernel);
  if (running === null) throw new Error("this engine has no WebAssembly");
  return running;
}

test.each([0, 1, 63, 64, 127, 128, 8191, 8192, 123_456_789, 2 ** 31 - 1, -1, -64, -65, -8193, -(2 ** 31)])(
  "the constant %d is written so that the engine reads it back",
  (value) => {
    expect(start({ parameters: 0, locals: [], body: i32.constant(value) }).run()).toBe(value);
  },
);

test("a loop with a branch: the sum of the odd numbers below 10 is 25", () => {
  const [end, at, sum] = [0, 1, 2];
  const isOdd = i32.equal(i32.shiftLeft(get(at), i32.constant(31)), i32.constant(-(2 ** 31)));
  const body = [
    loop(
      when(isOdd, set(sum, i32.add(get(sum), get(at)))),
      set(at, i32.add(get(at), i32.constant(1))),
      jumpIf(0, i32.less(get(at), get(end))),
    ),
    get(sum),
  ];
  expect(start({ parameters: 1, locals: ["i32", "i32"], body }).run(10)).toBe(25);
});

test("pairs of doubles lie in memory as JavaScript reads them, at any address and far offset", () => {
  const far = 300;
  const body = [
    pair.store(
      far,
      i32.constant(8),
      pair.multiply(pair.load(0, i32.constant(8)), pair.splat(f64.constant(3))),
    ),
    i32.constant(0),
  ];
  const kernel = start({ parameters: 0, locals: [], body });
  const memory = new Float64Array(kernel.memory(4096) as ArrayBuffer);
  memory.set([0.1, -2.5], 1);
  new Uint8Array(memory.buffer).copyWithin(far + 100, 0, 8);
  kernel.run();
  expect([...new Float64Array(memory.buffer.slice(far + 8, far + 24))]).toEqual([0.1 * 3, -7.5]);
});

test("what the engine would refuse is no kernel", () => {
  expect(startKernel({ parameters: 0, locals: [], body: f64.constant(1) })).toBeNull();
});

test("memory grows to what is asked for, keeps what it held, and never beyond two gigabytes", () => {
  const { memory } = start({ parameters: 0, locals: [], body: i32.constant(0) });
  new Uint8Array(memory(10) as ArrayBuffer)[9] = 7;
  const grown = new Uint8Array(memory(200_000) as ArrayBuffer);
  expect(grown.length).toBeGreaterThanOrEqual(200_000);
  expect(grown[9]).toBe(7);
  expect(memory(2 ** 31)).toBeNull();
});
