/**
 * The outer shape of a backup file: a plain header, then the content in pieces, each sealed with AES-256-GCM. A piece is bound
 * to the header, to its place and to whether it is the last, so that a file that was cut, lengthened, mixed with another or put
 * in another order does not open. The key of a file is derived from the installation's backup key and the file's own salt, so a
 * nonce that counts is never used twice under one key.
 *
 *     "CWBACKUP" · length of header (4) · header (JSON) · { length (4) · sealed bytes · tag (16) }…
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { BackupFailure } from "./backup-failure.ts";
import type { BackupKey } from "./backup-key.ts";

export interface SealedHeader {
  readonly format: 1;
  readonly createdAt: string;
  /** Of the program that wrote it. */
  readonly version: string;
  /** The last step of its schema: readable without the key, so that a file of a newer version can be told. */
  readonly schema: string;
  readonly key: BackupKey["kind"];
  /** Of the passphrase's derivation and of the file's key, hex. */
  readonly salt: string;
  /** Tells a wrong key from an altered file, and nothing of the key. */
  readonly keyCheck: string;
}

const magic = Buffer.from("CWBACKUP");
const pieceBytes = 1 << 20;
const tagBytes = 16;
const mostHeader = 1 << 16;

export async function* seal(
  content: AsyncIterable<Uint8Array>,
  about: Pick<SealedHeader, "createdAt" | "version" | "schema">,
  key: BackupKey,
): AsyncGenerator<Buffer, void, undefined> {
  const salt = randomBytes(32);
  const secret = await key.secret(salt);
  const header: SealedHeader = { format: 1, ...about, key: key.kind, salt: salt.toString("hex"), keyCheck: checkOf(secret, salt) };
  const head = headBytes(header);
  yield head;
  const piece = pieceSealer(fileKey(secret, salt), createHash("sha256").update(head).digest());
  let pending = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  for await (const bytes of content) {
    for (let at = 0; at < bytes.length; ) {
      // A full piece waits for the next byte: only then is it known not to be the last.
      if (filled === pieceBytes) {
        yield piece(pending, false);
        pending = Buffer.allocUnsafe(pieceBytes);
        filled = 0;
      }
      const part = bytes.subarray(at, at + pieceBytes - filled);
      pending.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield piece(pending.subarray(0, filled), true);
}

export interface Opened {
  readonly header: SealedHeader;
  readonly content: AsyncIterable<Buffer>;
}

/** Reads the header; the content is opened as it is read. Throws BackupFailure with words for a person. */
export async function openSealed(file: AsyncIterable<Uint8Array>, key: BackupKey): Promise<Opened> {
  const source = newSource(file);
  const { header, head } = await readHeader(source);
  if (header.key !== key.kind) {
    throw new BackupFailure(
      header.key === "passphrase"
        ? "This backup was made with a passphrase: give --passphrase-file."
        : "This backup was made with a key file: give --key.",
    );
  }
  const salt = Buffer.from(header.salt, "hex");
  const secret = await key.secret(salt);
  if (checkOf(secret, salt) !== header.keyCheck) {
    throw new BackupFailure("This is not the key that the backup was made with. Look for the one that was in use on that day.");
  }
  return { header, content: pieces(source, fileKey(secret, salt), createHash("sha256").update(head).digest()) };
}

async function readHeader(source: Source): Promise<{ readonly header: SealedHeader; readonly head: Buffer }> {
  const start = await source.take(magic.length + 4);
  if (start === undefined || !start.subarray(0, magic.length).equals(magic)) {
    throw new BackupFailure("This is no backup of Claimwright.");
  }
  const length = start.readUInt32BE(magic.length);
  const json = length > mostHeader ? undefined : await source.take(length);
  if (json === undefined) throw truncated();
  const header = parseHeader(json);
  return { header, head: Buffer.concat([start, json]) };
}

function parseHeader(json: Buffer): SealedHeader {
  let header: unknown;
  try {
    header = JSON.parse(json.toString("utf8"));
  } catch {
    throw altered();
  }
  if (typeof header !== "object" || header === null || !("format" in header)) throw altered();
  if (typeof header.format === "number" && header.format !== 1) {
    throw new BackupFailure(
      `This backup has the form ${header.format}, which this version does not know. Restore it with a newer version.`,
    );
  }
  if (!isHeader(header)) throw altered();
  return header;
}

/** The header is read before anything is proven: whatever it holds, it is what we write or the file is refused. */
function isHeader(header: object): header is SealedHeader {
  const of = (name: keyof SealedHeader): unknown => (name in header ? (header as Record<string, unknown>)[name] : undefined);
  const texts = (["createdAt", "version", "schema", "keyCheck"] as const).every((name) => typeof of(name) === "string");
  return (
    of("format") === 1 && texts && /^[0-9a-f]{64}$/.test(String(of("salt"))) && (of("key") === "passphrase" || of("key") === "key-file")
  );
}

function pieceSealer(key: Buffer, headHash: Buffer): (plain: Buffer, last: boolean) => Buffer {
  let number = 0n;
  return (plain, last) => {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number));
    cipher.setAAD(bindingOf(headHash, number, last));
    number += 1n;
    const sealed = Buffer.concat([Buffer.alloc(4), cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    // The highest bit says that it is the last; the binding proves it.
    sealed.writeUInt32BE((plain.length | (last ? 0x80000000 : 0)) >>> 0, 0);
    return sealed;
  };
}

async function* pieces(source: Source, key: Buffer, headHash: Buffer): AsyncGenerator<Buffer, void, undefined> {
  for (let number = 0n; ; number += 1n) {
    const mark = (await source.take(4))?.readUInt32BE(0);
    if (mark === undefined) throw truncated();
    const last = mark >= 0x80000000;
    const length = mark & 0x7fffffff;
    if (length > pieceBytes) throw altered();
    const sealed = await source.take(length + tagBytes);
    if (sealed === undefined) throw truncated();
    yield open(sealed, { key, nonce: nonceOf(number), binding: bindingOf(headHash, number, last) });
    if (!last) continue;
    if ((await source.take(1)) !== undefined) throw altered();
    return;
  }
}

function open(sealed: Buffer, { key, nonce, binding }: { readonly key: Buffer; readonly nonce: Buffer; readonly binding: Buffer }): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(binding);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    decipher.final();
  } catch {
    throw altered();
  }
  return plain;
}

function headBytes(header: SealedHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.concat([magic, Buffer.alloc(4), json]);
  head.writeUInt32BE(json.length, magic.length);
  return head;
}

function nonceOf(number: bigint): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(number, 4);
  return nonce;
}

function bindingOf(headHash: Buffer, number: bigint, last: boolean): Buffer {
  return Buffer.concat([headHash, nonceOf(number), Buffer.from([last ? 1 : 0])]);
}

function fileKey(secret: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, "claimwright backup content", 32));
}

function checkOf(secret: Buffer, salt: Buffer): string {
  return Buffer.from(hkdfSync("sha256", secret, salt, "claimwright backup check", 8)).toString("hex");
}

function truncated(): BackupFailure {
  return new BackupFailure("The backup is cut off: its end is missing. Take another copy of it, or an older backup.");
}

function altered(): BackupFailure {
  return new BackupFailure(
    "The backup was altered or damaged: it does not open as it was sealed. Take another copy of it, or an older backup.",
  );
}

interface Source {
  /** So many bytes; undefined when the file ends before. */
  readonly take: (length: number) => Promise<Buffer | undefined>;
}

function newSource(file: AsyncIterable<Uint8Array>): Source {
  const chunks = file[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    take: async (length) => {
      const parts = [rest];
      let have = rest.length;
      while (have < length) {
        const next = await chunks.next();
        if (next.done === true) return undefined;
        parts.push(Buffer.from(next.value));
        have += next.value.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(length);
      return all.subarray(0, length);
    },
  };
}
