/**
 * A pack: typed arrays and texts in one run of bytes, read without copying. A head tells version, kind and where each array
 * lies; every array begins at a multiple of eight, so that a view can be laid over it, in shared memory as well.
 */
import { encodeTexts, openTexts, type TextTable } from "./text-table.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** Raised whenever what a pack holds changes its shape: an older pack is made anew from its sources. */
export const packVersion = 4;

/**
 * Raised whenever the same sources are made into a pack of the same shape that says something else: a title completed, a search
 * weighed anew. Packs that were made before are then made anew from the kept sources, too. `recipe.test.ts` notices when it was forgotten.
 */
export const packRecipe = 1;

const magic = 0x4b505743; // "CWPK", lowest byte first
const headBytes = 16;

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
type ColumnType = "u8" | "u16" | "u32" | "i32" | "f64";

interface Section {
  readonly type: ColumnType;
  readonly at: number;
  readonly length: number;
}

interface Head {
  readonly kind: string;
  readonly meta: unknown;
  readonly texts: number;
  readonly sections: Readonly<Record<string, Section>>;
}

export interface PackWriter {
  /** The text's place for now; arrays of places are given to `addTexts`. "" is 0 and means: none. */
  intern(text: string): number;
  add(name: string, column: Column): void;
  /** A column of places from `intern`. */
  addTexts(name: string, places: readonly number[]): void;
  finish(head: { readonly kind: string; readonly meta: unknown }): Uint8Array<ArrayBuffer>;
}

export function createPackWriter(): PackWriter {
  const places = new Map<string, number>([["", 0]]);
  const columns = new Map<string, Column>();
  const textColumns = new Map<string, readonly number[]>();
  return {
    intern(text) {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, places.size);
      return places.size - 1;
    },
    add: (name, column) => void columns.set(name, column),
    addTexts: (name, column) => void textColumns.set(name, column),
    finish({ kind, meta }) {
      const texts = [...places.keys()].sort();
      const ids = new Uint32Array(texts.length);
      texts.forEach((text, id) => {
        ids[places.get(text) ?? 0] = id;
      });
      for (const [name, column] of textColumns)
        columns.set(
          name,
          Uint32Array.from(column, (place) => ids[place] ?? 0),
        );
      const { bytes, blocks } = encodeTexts(texts);
      columns.set("texts", bytes);
      columns.set("textBlocks", blocks);
      return layOut({ kind, meta, texts: texts.length }, columns);
    },
  };
}

function layOut(head: Omit<Head, "sections">, columns: ReadonlyMap<string, Column>): Uint8Array<ArrayBuffer> {
  const sections: Record<string, Section> = {};
  let at = 0;
  for (const [name, column] of columns) {
    sections[name] = { type: typeOf(column), at, length: column.length };
    at = aligned(at + column.byteLength);
  }
  const text = encodeUtf8(JSON.stringify({ ...head, sections } satisfies Head));
  const base = aligned(headBytes + text.length);
  const bytes = new Uint8Array(base + at);
  const numbers = new DataView(bytes.buffer);
  numbers.setUint32(0, magic, true);
  numbers.setUint32(4, packVersion, true);
  numbers.setUint32(8, text.length, true);
  numbers.setUint32(12, base + at, true);
  bytes.set(text, headBytes);
  for (const [name, column] of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), base + (sections[name]?.at ?? 0));
  }
  return bytes;
}

export interface Pack {
  readonly kind: string;
  readonly meta: unknown;
  readonly bytes: number;
  /** The run of bytes that it lies in, for another thread to open. */
  readonly content: Uint8Array;
  readonly texts: TextTable;
  u8(name: string): Uint8Array;
  u16(name: string): Uint16Array;
  u32(name: string): Uint32Array;
  i32(name: string): Int32Array;
  f64(name: string): Float64Array;
}

/** Says why when the bytes are no pack, one of another version, or one that was cut off. */
export function openPack(bytes: Uint8Array): Pack | { readonly wrong: string } {
  if (bytes.length < headBytes || bytes.byteOffset % 8 !== 0) return { wrong: "is no pack of code sets" };
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (numbers.getUint32(0, true) !== magic) return { wrong: "is no pack of code sets" };
  const version = numbers.getUint32(4, true);
  if (version !== packVersion) return { wrong: `is a pack of version ${version}; this program reads version ${packVersion}` };
  const length = numbers.getUint32(8, true);
  if (numbers.getUint32(12, true) !== bytes.length) return { wrong: "is cut off or has grown" };
  const head = headOf(decodeUtf8(bytes, headBytes, headBytes + length));
  if (head === undefined) return { wrong: "has a damaged head" };
  const base = aligned(headBytes + length);
  const at = (name: string, type: ColumnType): readonly [number, number] => {
    const section = head.sections[name];
    return section === undefined || section.type !== type ? [base, 0] : [base + section.at, section.length];
  };
  const { buffer, byteOffset } = bytes;
  const u8 = (name: string): Uint8Array => new Uint8Array(buffer, byteOffset + at(name, "u8")[0], at(name, "u8")[1]);
  const u32 = (name: string): Uint32Array => new Uint32Array(buffer, byteOffset + at(name, "u32")[0], at(name, "u32")[1]);
  return {
    kind: head.kind,
    meta: head.meta,
    bytes: bytes.length,
    content: bytes,
    texts: openTexts({ bytes: u8("texts"), blocks: u32("textBlocks"), size: head.texts }),
    u8,
    u32,
    u16: (name) => new Uint16Array(buffer, byteOffset + at(name, "u16")[0], at(name, "u16")[1]),
    i32: (name) => new Int32Array(buffer, byteOffset + at(name, "i32")[0], at(name, "i32")[1]),
    f64: (name) => new Float64Array(buffer, byteOffset + at(name, "f64")[0], at(name, "f64")[1]),
  };
}

function headOf(text: string | undefined): Head | undefined {
  try {
    const head = JSON.parse(text ?? "") as Head;
    return typeof head.kind === "string" && typeof head.sections === "object" ? head : undefined;
  } catch {
    return undefined;
  }
}

function typeOf(column: Column): ColumnType {
  if (column instanceof Uint8Array) return "u8";
  if (column instanceof Uint16Array) return "u16";
  if (column instanceof Uint32Array) return "u32";
  return column instanceof Int32Array ? "i32" : "f64";
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
