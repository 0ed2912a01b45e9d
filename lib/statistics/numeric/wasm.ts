// The few instructions of WebAssembly that the two inner loops need, under their names in the standard.
//
// Why: the same loop in JavaScript checks every index and knows no pair of doubles; measured, that makes it two to four times
// slower (docs/decisions/007). Numbers come out bit for bit as a JavaScript loop of the same order gives them.
// Source: WebAssembly Core Specification 2.0, W3C, 2022, chapter "Binary Format".

/** Machine code: bytes, nested as the source is. */
export type Code = readonly (number | Code)[];

/** An unsigned whole number in as few groups of seven bits as it needs (LEB128). */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, unsigned(value >>> 7)];
}

/** A signed one of up to 32 bits. */
function signed(value: number): Code {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 127] : [(value & 127) | 128, signed(value >> 7)];
}

const list = (entries: readonly Code[]): Code => [unsigned(entries.length), ...entries];

const simple =
  (opcode: number) =>
  (...operands: Code[]): Code => [operands, opcode];
const simd =
  (opcode: number) =>
  (...operands: Code[]): Code => [operands, 0xfd, unsigned(opcode)];
/** Loads and stores take an address first; `offset` is added to it. No alignment is promised. */
const memory =
  (opcode: Code) =>
  (offset: number, ...operands: Code[]): Code => [operands, opcode, 0, unsigned(offset)];

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  load: memory([0x28]),
  load8: memory([0x2d]),
  store: memory([0x36]),
  store8: memory([0x3a]),
  equal: simple(0x46),
  less: simple(0x48),
  add: simple(0x6a),
  subtract: simple(0x6b),
  multiply: simple(0x6c),
  or: simple(0x72),
  shiftLeft: simple(0x74),
} as const;

export const f64 = {
  constant: (value: number): Code => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)],
  load: memory([0x2b]),
  store: memory([0x39]),
  less: simple(0x63),
  add: simple(0xa0),
  multiply: simple(0xa2),
  divide: simple(0xa3),
} as const;

/** Pairs of doubles. */
export const pair = {
  load: memory([0xfd, 0x00]),
  /** One double and a zero. */
  loadFirst: memory([0xfd, 0x5d]),
  store: memory([0xfd, 0x0b]),
  splat: simd(0x14),
  lane: (lane: number, value: Code): Code => [value, 0xfd, 0x21, lane],
  absolute: simd(0xec),
  add: simd(0xf0),
  subtract: simd(0xf1),
  multiply: simd(0xf2),
  largest: simd(0xf5),
} as const;

const EMPTY = 0x40;

/** Runs its body again wherever `again(depth)` jumps back to it; depth counts the enclosing blocks, 0 = this. */
export const loop = (...body: Code[]): Code => [0x03, EMPTY, body, 0x0b];
export const when = (condition: Code, ...body: Code[]): Code => [condition, 0x04, EMPTY, body, 0x0b];
export const jump = (depth: number): Code => [0x0c, unsigned(depth)];
export const jumpIf = (depth: number, condition: Code): Code => [condition, 0x0d, unsigned(depth)];
export const leave = (value: Code): Code => [value, 0x0f];

const TYPES = { i32: 0x7f, f64: 0x7c, pair: 0x7b } as const;
type Type = keyof typeof TYPES;

/** One function of 32-bit parameters and one such result, with the locals that follow its parameters. */
export type Kernel = { readonly parameters: number; readonly locals: readonly Type[]; readonly body: Code };

export type Running = {
  readonly run: (...parameters: number[]) => number;
  /** The kernel's memory, grown to at least this many bytes, or null where there is not so much */
  readonly memory: (bytes: number) => ArrayBuffer | null;
};

/** Compiles a kernel, or gives null where the engine has no WebAssembly with pairs of doubles, or a page's policy forbids it. */
export function startKernel(kernel: Kernel): Running | null {
  const module = compile(encode(kernel));
  if (module === null) return null;
  const { run, memory } = new WebAssembly.Instance(module).exports as unknown as Exports;
  return { run, memory: (bytes) => grown(memory, bytes) };
}

type Exports = { run: Running["run"]; memory: WebAssembly.Memory };

function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(bytes)) return null;
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

const PAGE = 65_536;
/** Addresses are signed here. */
const MOST_BYTES = 2 ** 31 - PAGE;

function grown(memory: WebAssembly.Memory, bytes: number): ArrayBuffer | null {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return memory.buffer;
  if (bytes > MOST_BYTES) return null;
  try {
    memory.grow(missing);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return memory.buffer;
}

function encode({ parameters, locals, body }: Kernel): Uint8Array<ArrayBuffer> {
  const name = (text: string): Code => list([...text].map((letter) => [letter.charCodeAt(0)]));
  const section = (id: number, entries: readonly Code[]): Code => {
    const content = flatten(list(entries));
    return [id, unsigned(content.length), content];
  };
  const signature = [0x60, list(new Array<Code>(parameters).fill([TYPES.i32])), list([[TYPES.i32]])];
  const code = flatten([list(locals.map((type) => [1, TYPES[type]])), body, 0x0b]);
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [signature]),
      section(3, [[0]]),
      section(5, [[0x00, 1]]),
      section(7, [
        [name("run"), 0x00, 0],
        [name("memory"), 0x02, 0],
      ]),
      section(10, [[unsigned(code.length), code]]),
    ]),
  );
}

function flatten(code: Code): number[] {
  return code.flat(Number.POSITIVE_INFINITY as 20) as number[];
}
