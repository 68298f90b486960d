/**
 * The directory of a zip archive (PKWARE APPNOTE 6.3), read so that every reader would see the same: exactly one end record at
 * the very end, the directory right before it, each local header saying what the directory says, no two entries sharing bytes,
 * and none left over in between that an entry could hide in. An archive that is otherwise is not read at all.
 */

/** An entry as the directory has it; nothing of it has been unpacked. */
export interface ZipEntry {
  /** As it stands in the archive; never a path of ours. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly packed: Uint8Array;
  /** What the archive says; the unpacking holds it to that. */
  readonly unpackedBytes: number;
  readonly kind: "file" | "folder" | "special";
}

/** The entries in the order of the directory, or what is wrong with the archive, as the end of the sentence "it …". */
export type ZipDirectory = { readonly entries: readonly ZipEntry[] } | { readonly wrong: string };

export function readZipDirectory(bytes: Uint8Array, mostEntries: number): ZipDirectory {
  try {
    return { entries: entriesOf(bytes, mostEntries) };
  } catch (error) {
    if (error instanceof WrongZip) return { wrong: error.message };
    throw error;
  }
}

/** Thrown and caught in this file only: a fault at any depth ends the reading. */
class WrongZip extends Error {}

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, locator64: 0x07064b50, end64: 0x06064b50 };
const endBytes = 22;
const longestComment = 0xffff;

interface End {
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

function entriesOf(bytes: Uint8Array, mostEntries: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end.count > mostEntries) throw new WrongZip(`holds ${end.count} files, more than ${mostEntries}`);
  const headers: CentralHeader[] = [];
  let at = end.from;
  while (at < end.to) {
    if (headers.length === end.count) throw new WrongZip("has more entries in its directory than it says");
    const header = readCentral(view, at, end.to);
    headers.push(header);
    at = header.next;
  }
  if (headers.length !== end.count) throw new WrongZip("has fewer entries in its directory than it says");
  const placed = headers.map((header) => ({ header, place: readLocal(view, header, end.from) }));
  refuseOverlaps(
    placed.map(({ place }) => place),
    end.from,
  );
  return placed.map(({ header, place }) => ({
    name: header.name,
    method: header.method,
    encrypted: header.encrypted,
    crc32: header.crc32,
    packed: bytes.subarray(place.dataFrom, place.dataFrom + header.packedBytes),
    unpackedBytes: header.unpackedBytes,
    kind: header.kind,
  }));
}

/** The record at the very end; its comment must reach to the last byte, so that there is only one reading. */
function findEnd(view: DataView): End {
  const lowest = Math.max(0, view.byteLength - endBytes - longestComment);
  for (let at = view.byteLength - endBytes; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== signatures.end) continue;
    if (at + endBytes + view.getUint16(at + 20, true) !== view.byteLength) continue;
    return readEnd(view, at);
  }
  throw new WrongZip("has no end, as when a transfer broke off");
}

function readEnd(view: DataView, at: number): End {
  const short = {
    disk: view.getUint16(at + 4, true),
    directoryDisk: view.getUint16(at + 6, true),
    here: view.getUint16(at + 8, true),
    count: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    from: view.getUint32(at + 16, true),
  };
  const far = [short.disk, short.directoryDisk, short.here, short.count].includes(0xffff) || [short.size, short.from].includes(0xffffffff);
  const { disk, directoryDisk, here, count, size, from, to } = far ? readEnd64(view, at) : { ...short, to: at };
  if (disk !== 0 || directoryDisk !== 0 || here !== count) throw new WrongZip("is one part of several");
  if (from + size !== to) throw new WrongZip("has its directory not where it says");
  return { count, from, to };
}

/** The zip64 records right before the end. */
function readEnd64(view: DataView, end: number) {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== signatures.locator64) throw new WrongZip("has no zip64 end although it says so");
  const at = wide(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== signatures.end64 || at + 12 + wide(view, at + 4) !== locator)
    throw new WrongZip("has its zip64 end not where it says");
  return {
    disk: view.getUint32(at + 16, true),
    directoryDisk: view.getUint32(at + 20, true),
    here: wide(view, at + 24),
    count: wide(view, at + 32),
    size: wide(view, at + 40),
    from: wide(view, at + 48),
    to: at,
  };
}

interface CentralHeader {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly method: number;
  readonly flags: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly localAt: number;
  readonly kind: ZipEntry["kind"];
  readonly next: number;
}

const flag = { encrypted: 1, sizesFollow: 1 << 3, strong: 1 << 6, utf8: 1 << 11, masked: 1 << 13 };

function readCentral(view: DataView, at: number, to: number): CentralHeader {
  if (at + 46 > to || view.getUint32(at, true) !== signatures.central) throw new WrongZip("has a broken directory");
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
    number,
    number,
    number,
  ];
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > to) throw new WrongZip("has a broken directory");
  const rawName = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const sizes = readSizes(view, at, { from: at + 46 + nameLength, to: at + 46 + nameLength + extraLength });
  const name = nameText(rawName, (flags & flag.utf8) !== 0);
  return {
    name,
    rawName,
    method,
    flags,
    encrypted: (flags & (flag.encrypted | flag.strong | flag.masked)) !== 0 || method === 99,
    crc32: view.getUint32(at + 16, true),
    ...sizes,
    kind: kindOf(name, { madeBy: view.getUint8(at + 5), attributes: view.getUint32(at + 38, true) }),
    next,
  };
}

/** Sizes and place; those that do not fit stand in the zip64 field, in this order and only when they are asked for there. */
function readSizes(view: DataView, at: number, extra: { readonly from: number; readonly to: number }) {
  const unpacked = view.getUint32(at + 24, true);
  const packed = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  const disk = view.getUint16(at + 34, true);
  const values = [unpacked, packed, local];
  const asked = values.filter((value) => value === 0xffffffff).length;
  if (asked > 0) {
    const field = extraField(view, extra, 0x0001);
    if (field === undefined || field.to - field.from < asked * 8) throw new WrongZip("does not say how large an entry is");
    let from = field.from;
    for (const [index, value] of values.entries()) {
      if (value !== 0xffffffff) continue;
      values[index] = wide(view, from);
      from += 8;
    }
  }
  if (disk !== 0 && !(disk === 0xffff && asked > 0)) throw new WrongZip("is one part of several");
  const [unpackedBytes = 0, packedBytes = 0, localAt = 0] = values;
  return { unpackedBytes, packedBytes, localAt };
}

function extraField(view: DataView, { from, to }: { readonly from: number; readonly to: number }, wanted: number) {
  for (let at = from; at + 4 <= to; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > to) return undefined;
    if (view.getUint16(at, true) === wanted) return { from: at + 4, to: end };
    at = end;
  }
  return undefined;
}

interface Place {
  readonly from: number;
  readonly dataFrom: number;
  readonly dataTo: number;
  /** Sizes follow the data: then a descriptor of up to 24 bytes may stand after it. */
  readonly sizesFollow: boolean;
}

/** The entry's own header must tell the same as the directory: two readers must not see two files. */
function readLocal(view: DataView, header: CentralHeader, limit: number): Place {
  const at = header.localAt;
  if (at + 30 > limit || view.getUint32(at, true) !== signatures.local) throw new WrongZip("has an entry that is not where it says");
  const nameLength = view.getUint16(at + 26, true);
  const extraTo = at + 30 + nameLength + view.getUint16(at + 28, true);
  const dataTo = extraTo + header.packedBytes;
  if (dataTo > limit) throw new WrongZip("has an entry that reaches past its end");
  const name = new Uint8Array(view.buffer, view.byteOffset + at + 30, nameLength);
  const flags = view.getUint16(at + 6, true);
  const same =
    view.getUint16(at + 8, true) === header.method &&
    (flags & flag.encrypted) === (header.flags & flag.encrypted) &&
    name.length === header.rawName.length &&
    name.every((byte, index) => byte === header.rawName[index]);
  if (!same || !sizesAgree(view, header)) throw new WrongZip("says two different things about one entry");
  return { from: at, dataFrom: extraTo, dataTo, sizesFollow: (flags & flag.sizesFollow) !== 0 };
}

/** Sizes in the local header are the directory's, or zero where they follow the data, or in its zip64 field. */
function sizesAgree(view: DataView, { localAt: at, packedBytes, unpackedBytes }: CentralHeader): boolean {
  const packed = view.getUint32(at + 18, true);
  const unpacked = view.getUint32(at + 22, true);
  const follow = (view.getUint16(at + 6, true) & flag.sizesFollow) !== 0;
  const agrees = (local: number, value: number): boolean => local === value || local === 0xffffffff || (follow && local === 0);
  return agrees(packed, packedBytes) && agrees(unpacked, unpackedBytes);
}

/** Entries one after another from the first byte to the directory: none shares bytes (the bomb of overlapping files), none hides. */
function refuseOverlaps(places: readonly Place[], directoryFrom: number): void {
  let end = 0;
  let slack = 0;
  for (const place of [...places].sort((a, b) => a.from - b.from)) {
    if (place.from < end) throw new WrongZip("has entries that share their bytes");
    if (place.from > end + slack) throw new WrongZip("has bytes between its entries that belong to none");
    end = place.dataTo;
    slack = place.sizesFollow ? 24 : 0;
  }
  if (directoryFrom > end + slack) throw new WrongZip("has bytes between its entries that belong to none");
}

/** UTF-8 where the archive says so or where it is; else the plain characters. */
function nameText(raw: Uint8Array, utf8: boolean): string {
  const text = new TextDecoder("utf-8").decode(raw);
  return utf8 || !text.includes("\uFFFD") ? text : new TextDecoder("latin1").decode(raw);
}

const unix = 3;
const typeOfMode = { mask: 0o170000, file: 0o100000, folder: 0o040000 };

/** Links and devices exist in archives of Unix; they are never made here, but they are said. */
function kindOf(name: string, { madeBy, attributes }: { readonly madeBy: number; readonly attributes: number }): ZipEntry["kind"] {
  const type = madeBy === unix ? (attributes >>> 16) & typeOfMode.mask : 0;
  if (type !== 0 && type !== typeOfMode.file && type !== typeOfMode.folder) return "special";
  return name.endsWith("/") || name.endsWith("\\") ? "folder" : "file";
}

/** Eight bytes as a number; one that no file can have is too large for every check that follows. */
function wide(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}
