/**
 * The pass over the bytes that finds separators, in the processor's vector instructions: sixteen bytes are compared at once,
 * which the engine's own language cannot say. It is a WebAssembly module of one function, put together here instruction by
 * instruction, so that no second tool builds a part of the program. `markPlainly` in marks.ts is the same in words of every day
 * and serves where the module may not be made.
 */

/** Bytes that one instruction compares. */
export const vectorSize = 16;

/** Bytes of a window: what the module's memory holds of the file at once. */
export const kernelWindow = 1 << 14;

/** Finds marks in bytes that were put into `bytes`; answers by filling `marks` and `ends`. */
export interface MarksKernel {
  /** Room for `kernelWindow` bytes of the file, and one vector more. */
  readonly bytes: Uint8Array;
  /** Offsets of separators and terminators: `base` and the place in the window. */
  readonly marks: Int32Array;
  /** Of each terminator, which of the marks it is. */
  readonly ends: Int32Array;
  /** Marks the first `size` bytes; gives back how many marks there are, and in the bits from `endsShift` on how many of them are terminators. */
  mark(size: number, element: number, segment: number, base: number): number;
}

export const endsShift = 15;
export const marksMask = (1 << endsShift) - 1;

/** What we use of the engine's WebAssembly, which the language's own library does not declare. */
interface Engine {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (made: object) => { readonly exports: object };
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly mark: (size: number, element: number, segment: number, base: number) => number;
}

/** The kernel, or nothing where the engine has none. On a page it is not tried: a policy of the page may forbid it, and would report the attempt. */
export function newMarksKernel(): MarksKernel | undefined {
  const engine = Reflect.get(globalThis, "WebAssembly") as Engine | undefined;
  if (engine === undefined || "location" in globalThis) return undefined;
  try {
    const { memory, mark } = new engine.Instance(new engine.Module(moduleCode())).exports as Exports;
    return {
      bytes: new Uint8Array(memory.buffer, 0, kernelWindow + vectorSize),
      marks: new Int32Array(memory.buffer, marksAt, kernelWindow),
      ends: new Int32Array(memory.buffer, endsAt, kernelWindow),
      mark,
    };
  } catch {
    // An engine without vectors.
    return undefined;
  }
}

/** Four bytes a number; a vector's unused places may be written behind the last one. */
const numbersSize = 4 * (kernelWindow + vectorSize);
const marksAt = 2 * kernelWindow;
const endsAt = marksAt + numbersSize;
const pageSize = 1 << 16;
const pages = Math.ceil((endsAt + numbersSize) / pageSize);

// The instructions that are used, by their names in the WebAssembly specification (binary format, instructions).
const i32 = 0x7f;
const v128 = 0x7b;
const block = [0x02, 0x40];
const loop = [0x03, 0x40];
const whenTrue = [0x04, 0x40];
const end = [0x0b];
const repeat = [0x0c, 0];
const leaveWhenTrue = [0x0d, 1];
const isZero = [0x45];
const isAtLeast = [0x4e];
const trailingZeros = [0x68];
const bitsSet = [0x69];
const plus = [0x6a];
const minus = [0x6b];
const and = [0x71];
const or = [0x72];
const shiftLeft = [0x74];
const shiftRight = [0x76];
const loadVector = [0xfd, 0x00, 0, 0];
const spread = [0xfd, 0x0f];
const equalBytes = [0xfd, 0x23];
const bitOfEachByte = [0xfd, 0xe4, 0x00];

const read = (local: number): readonly number[] => [0x20, local];
const write = (local: number): readonly number[] => [0x21, local];
const writeAndRead = (local: number): readonly number[] => [0x22, local];
const number = (value: number): readonly number[] => [0x41, ...signed(value)];
const store = (offset: number): readonly number[] => [0x36, 2, ...unsigned(offset)];

// The function's values: what it is given, then its own.
const size = 0;
const element = 1;
const segment = 2;
const base = 3;
const at = 4;
/** Where the next mark, and where the next terminator's number, is stored. */
const mark = 5;
const terminator = 6;
/** A bit for each of the sixteen bytes: marks, and terminators. */
const found = 7;
const ends = 8;
/** Place of the sixteen bytes in the file. */
const place = 9;
const elements = 10;
const terminators = 11;
const vector = 12;

const withoutLowestBit = (bits: number): readonly number[] => [
  ...read(bits),
  ...read(bits),
  ...number(1),
  ...minus,
  ...and,
  ...write(bits),
];

/** Stores the place of the lowest bit: the n-th mark of this vector. */
function storeMark(nth: number): readonly number[] {
  return [...read(mark), ...read(place), ...read(found), ...trailingZeros, ...plus, ...store(4 * nth), ...withoutLowestBit(found)];
}

function storeMarks(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, nth) => storeMark(from + nth)).flat();
}

/** Which of all marks the lowest terminator is: those before this vector, and those below it. */
const terminatorNumber = [
  ...[...read(mark), ...number(marksAt), ...minus, ...number(2), ...shiftRight],
  ...[...read(found), ...read(ends), ...number(0), ...read(ends), ...minus, ...and, ...number(1), ...minus, ...and, ...bitsSet],
  ...plus,
];

const storeTerminators = [
  ...block,
  ...loop,
  ...[...read(ends), ...isZero, ...leaveWhenTrue],
  ...[...read(terminator), ...terminatorNumber, ...store(0)],
  ...[...read(terminator), ...number(4), ...plus, ...write(terminator)],
  ...withoutLowestBit(ends),
  ...repeat,
  ...end,
  ...end,
];

/** Most vectors have no more than four marks, and nearly none more than eight: these are written whether they are there or not, which costs less than to ask. */
const marksOfVector = [
  ...storeMarks(0, 4),
  ...[...read(found), ...whenTrue],
  ...storeMarks(4, 8),
  ...[...read(found), ...whenTrue],
  ...storeMarks(8, vectorSize),
  ...end,
  ...end,
];

const instructions = [
  ...[...read(element), ...spread, ...write(elements)],
  ...[...read(segment), ...spread, ...write(terminators)],
  ...[...number(marksAt), ...write(mark)],
  ...[...number(endsAt), ...write(terminator)],
  ...block,
  ...loop,
  ...[...read(at), ...read(size), ...isAtLeast, ...leaveWhenTrue],
  ...[...read(at), ...loadVector, ...writeAndRead(vector), ...read(terminators), ...equalBytes, ...bitOfEachByte, ...writeAndRead(ends)],
  ...[...read(vector), ...read(elements), ...equalBytes, ...bitOfEachByte, ...or, ...write(found)],
  ...[...read(base), ...read(at), ...plus, ...write(place)],
  ...storeTerminators,
  // From here on `ends` keeps how many bytes of numbers the marks take.
  ...[...read(found), ...bitsSet, ...number(2), ...shiftLeft, ...write(ends)],
  ...marksOfVector,
  ...[...read(mark), ...read(ends), ...plus, ...write(mark)],
  ...[...read(at), ...number(vectorSize), ...plus, ...write(at)],
  ...repeat,
  ...end,
  ...end,
  ...[...read(mark), ...number(marksAt), ...minus, ...number(2), ...shiftRight],
  ...[...read(terminator), ...number(endsAt), ...minus, ...number(2), ...shiftRight, ...number(endsShift), ...shiftLeft],
  ...or,
  ...end,
];

function moduleCode(): Uint8Array {
  const body = [2, 6, i32, 3, v128, ...instructions];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 4, i32, i32, i32, i32, 1, i32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, pages]),
    ...section(7, [2, ...named("memory"), 2, 0, ...named("mark"), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

function section(kind: number, content: readonly number[]): readonly number[] {
  return [kind, ...unsigned(content.length), ...content];
}

function named(name: string): readonly number[] {
  return [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];
}

/** LEB128: seven bits a byte, the eighth says that more follow. */
function unsigned(value: number): readonly number[] {
  const low = value & 0x7f;
  const rest = value >>> 7;
  return rest === 0 ? [low] : [low | 0x80, ...unsigned(rest)];
}

function signed(value: number): readonly number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
