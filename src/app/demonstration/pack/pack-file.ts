/**
 * The pack of the demonstration: the rows of a database that holds the demonstration with its history and nothing else, as its own
 * use cases made it (`npm run demonstration`). Beside it a page that says what it is. Column by column, so that it stays small.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { SchemaStep } from "../../../store/backup/open-snapshot.ts";
import type { KeptSequence } from "../../../store/backup/tables.ts";
import { findDataFolder } from "../../load-code-book.ts";
import type { Column } from "./columns.ts";

/** Kept beside the pack, for people and for telling whether it is whole. */
export interface PackPage {
  readonly format: 1;
  readonly program: string;
  /** The last step of the schema that its rows are of. */
  readonly schema: string;
  readonly seed: number;
  readonly historyDays: number;
  /** The practice's own date. */
  readonly today: string;
  readonly madeAt: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface PackedTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly packed: readonly Column[];
}

export interface Pack {
  readonly madeAt: string;
  readonly steps: readonly SchemaStep[];
  readonly sequences: readonly KeptSequence[];
  readonly tables: readonly PackedTable[];
}

/** There is no pack, or it is not whole. The message is for the person who started the program. */
export class PackFailure extends Error {
  override readonly name = "PackFailure";
}

const pageName = "maple-hollow.json";
const packName = "maple-hollow.pack";

/** Where the packs that ship lie. */
export function packFolder(): string {
  return join(findDataFolder(), "demonstration");
}

export async function savePack(
  folder: string,
  pack: Pack,
  about: Pick<PackPage, "program" | "seed" | "historyDays" | "today">,
): Promise<PackPage> {
  const bytes = compress(pack);
  const { program, seed, historyDays, today } = about;
  const page: PackPage = {
    format: 1,
    program,
    schema: pack.steps.at(-1)?.name ?? "",
    seed,
    historyDays,
    today,
    madeAt: pack.madeAt,
    rows: pack.tables.reduce((sum, table) => sum + table.rows, 0),
    bytes: bytes.length,
    sha256: hashOf(bytes),
  };
  await writeFile(join(folder, packName), bytes);
  await writeFile(join(folder, pageName), `${JSON.stringify(page, undefined, 2)}\n`);
  return page;
}

/** Throws PackFailure. */
export async function readPack(folder: string): Promise<Pack> {
  const page = await readPage(join(folder, pageName));
  const file = join(folder, packName);
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) throw new PackFailure(`${file} cannot be read`);
  if (page.format !== 1) throw new PackFailure(`${file} is of a form that this version does not know`);
  if (bytes.length !== page.bytes || hashOf(bytes) !== page.sha256)
    throw new PackFailure(`${file} is not whole: it has ${bytes.length} bytes that are not the ${page.bytes} of ${pageName}`);
  return decompress(bytes);
}

async function readPage(file: string): Promise<PackPage> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as PackPage;
  } catch {
    throw new PackFailure(`${file} cannot be read`);
  }
}

/** The first line of a pack: everything but the columns' lines, which follow in this order. */
interface Head extends Omit<Pack, "tables"> {
  readonly tables: readonly (Omit<PackedTable, "packed"> & {
    readonly packed: readonly (Omit<Column, "lines"> & { readonly lines: number })[];
  })[];
}

function compress({ madeAt, steps, sequences, tables }: Pack): Buffer {
  const head: Head = {
    madeAt,
    steps,
    sequences,
    tables: tables.map((table) => ({ ...table, packed: table.packed.map((column) => ({ ...column, lines: column.lines.length })) })),
  };
  const lines = [JSON.stringify(head), ...tables.flatMap((table) => table.packed.flatMap((column) => column.lines))];
  const text = Buffer.from(lines.join("\n"));
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_WINDOW_BITS } = constants;
  return brotliCompressSync(text, {
    params: {
      [BROTLI_PARAM_QUALITY]: 9,
      [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS,
      [BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

function decompress(bytes: Buffer): Pack {
  const lines = brotliDecompressSync(bytes).toString("utf8").split("\n");
  const head = JSON.parse(lines[0] ?? "") as Head;
  let at = 1;
  const tables = head.tables.map((table) => ({
    ...table,
    packed: table.packed.map((column) => {
      const from = at;
      at += column.lines;
      return { ...column, lines: lines.slice(from, at) };
    }),
  }));
  return { ...head, tables };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
