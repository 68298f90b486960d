/** Writes zip archives, true ones and ones that lie, so that the reader meets both. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Unix type and permissions; absent: written by DOS. */
  readonly mode?: number;
  /** Sizes stand in the zip64 field. */
  readonly far?: boolean;
  /** Sizes stand after the data, with this many bytes of descriptor. */
  readonly sizesFollow?: boolean;
  readonly lies?: {
    readonly unpackedBytes?: number;
    readonly localUnpackedBytes?: number;
    readonly localName?: string;
    readonly crc32?: number;
    /** Points at the data of this earlier entry. */
    readonly at?: number;
  };
}

export interface ZipShape {
  readonly far?: boolean;
  readonly comment?: string;
  readonly count?: number;
  readonly before?: Uint8Array;
  readonly between?: Uint8Array;
}

export function zip(parts: readonly ZipPart[], shape: ZipShape = {}): Uint8Array {
  const pieces: Uint8Array[] = [shape.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  const places: number[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const part of parts) {
    const local = localOf(part);
    const from = part.lies?.at === undefined ? at : (places[part.lies.at] ?? 0);
    places.push(from);
    directory.push(centralOf(part, from));
    if (part.lies?.at !== undefined) continue;
    pieces.push(local);
    at += local.length;
  }
  const gap = shape.between ?? new Uint8Array();
  const from = at + gap.length;
  const central = Buffer.concat(directory);
  return Buffer.concat([...pieces, gap, central, endOf({ count: shape.count ?? parts.length, from, size: central.length, ...shape })]);
}

function packedOf({ bytes = new Uint8Array(), method = 8 }: ZipPart): Uint8Array {
  return method === 8 ? deflateRawSync(bytes) : bytes;
}

function valuesOf(part: ZipPart) {
  const { bytes = new Uint8Array(), method = 8, lies = {} } = part;
  const flags = (part.flags ?? 0x800) | (part.sizesFollow === true ? 8 : 0);
  return { flags, method, crc: lies.crc32 ?? crc32(bytes), packed: packedOf(part).length, unpacked: lies.unpackedBytes ?? bytes.length };
}

function localOf(part: ZipPart): Uint8Array {
  const { flags, method, crc, packed, unpacked } = valuesOf(part);
  const name = Buffer.from(part.lies?.localName ?? part.name);
  const far = part.far === true;
  const follow = part.sizesFollow === true;
  const extra = far
    ? fields([
        [2, 1],
        [2, 16],
        [8, unpacked],
        [8, packed],
      ])
    : Buffer.alloc(0);
  const size = (value: number): number => (far ? 0xffffffff : follow ? 0 : value);
  const header = fields([
    [4, 0x04034b50],
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, follow ? 0 : crc],
    [4, size(packed)],
    [4, part.lies?.localUnpackedBytes ?? size(unpacked)],
    [2, name.length],
    [2, extra.length],
  ]);
  const descriptor = follow
    ? fields([
        [4, 0x08074b50],
        [4, crc],
        [4, packed],
        [4, unpacked],
      ])
    : Buffer.alloc(0);
  return Buffer.concat([header, name, extra, packedOf(part), descriptor]);
}

function centralOf(part: ZipPart, at: number): Uint8Array {
  const { flags, method, crc, packed, unpacked } = valuesOf(part);
  const name = Buffer.from(part.name);
  const far = part.far === true;
  const extra = far
    ? fields([
        [2, 1],
        [2, 24],
        [8, unpacked],
        [8, packed],
        [8, at],
      ])
    : Buffer.alloc(0);
  const size = (value: number): number => (far ? 0xffffffff : value);
  const header = fields([
    [4, 0x02014b50],
    [2, (part.mode === undefined ? 0 : 0x300) | 20],
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, crc],
    [4, size(packed)],
    [4, size(unpacked)],
    [2, name.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, ((part.mode ?? 0) << 16) >>> 0],
    [4, size(at)],
  ]);
  return Buffer.concat([header, name, extra]);
}

function endOf({
  count,
  from,
  size,
  far,
  comment = "",
}: { readonly count: number; readonly from: number; readonly size: number } & ZipShape): Uint8Array {
  const wide = far === true;
  const end64 = fields([
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, from],
    [4, 0x07064b50],
    [4, 0],
    [8, from + size],
    [4, 1],
  ]);
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, wide ? 0xffff : count],
    [2, wide ? 0xffff : count],
    [4, wide ? 0xffffffff : size],
    [4, wide ? 0xffffffff : from],
    [2, Buffer.byteLength(comment)],
  ]);
  return Buffer.concat([wide ? end64 : Buffer.alloc(0), end, Buffer.from(comment)]);
}

/** Little-endian numbers of so many bytes. */
function fields(list: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  return Buffer.concat(
    list.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value));
      else field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
