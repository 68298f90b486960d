/** The sealed file: what it gives back, and everything that must not open. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { BackupFailure } from "./backup-failure.ts";
import type { BackupKey } from "./backup-key.ts";
import { openSealed, seal } from "./sealed-stream.ts";

const about = { createdAt: "2026-11-16T10:00:00.000Z", version: "0.1.0", schema: "0012-access" };
const piece = 4 + (1 << 20) + 16;

function keyOf(secret: Buffer): BackupKey {
  return { kind: "key-file", secret: async () => secret };
}

const secret = randomBytes(32);

async function* parts(bytes: Buffer, size = 70_001): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function sealed(content: Buffer): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const part of seal(parts(content), about, keyOf(secret))) out.push(part);
  return Buffer.concat(out);
}

async function opened(file: Buffer, key = keyOf(secret)): Promise<Buffer> {
  const { content } = await openSealed(parts(file, 65_537), key);
  const out: Buffer[] = [];
  for await (const part of content) out.push(part);
  return Buffer.concat(out);
}

function headLength(file: Buffer): number {
  return 12 + file.readUInt32BE(8);
}

it.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_500_000])("gives back %d bytes as they were", async (size) => {
  const content = randomBytes(size);
  expect((await opened(await sealed(content))).equals(content)).toBe(true);
});

it("shows nothing of its content, and never the same bytes twice", async () => {
  const content = Buffer.from("Vasquez, Elena ".repeat(1000));
  const [one, other] = [await sealed(content), await sealed(content)];
  expect(one.includes("Vasquez")).toBe(false);
  expect(one.subarray(headLength(one)).equals(other.subarray(headLength(other)))).toBe(false);
});

it("tells another key from damage", async () => {
  const file = await sealed(randomBytes(100));
  await expect(opened(file, keyOf(randomBytes(32)))).rejects.toThrow(/not the key/);
  await expect(opened(file, { ...keyOf(secret), kind: "passphrase" })).rejects.toThrow(/made with a key file/);
});

it("does not open a file that was cut anywhere", async () => {
  const file = await sealed(randomBytes(2_500_000));
  const head = headLength(file);
  for (const length of [0, 5, 11, head - 1, head, head + 3, head + 500, head + piece, head + 2 * piece, file.length - 1]) {
    await expect(opened(file.subarray(0, length)), String(length)).rejects.toThrow(/cut off|no backup/);
  }
});

it("does not open a file of which any part was changed", async () => {
  const file = await sealed(randomBytes(2_500_000));
  const head = headLength(file);
  const places = [0, 9, 14, head - 20, head, head + 2, head + 4, head + 1000, head + piece - 1, head + piece + 9, file.length - 1];
  for (const at of places) {
    const changed = Buffer.from(file);
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
    await expect(opened(changed), String(at)).rejects.toThrow(/no backup|cut off|altered|form|not the key|made with/);
  }
});

it("refuses a header that is not ours in words, whatever it holds", async () => {
  const file = await sealed(randomBytes(100));
  const head = headLength(file);
  const whole = JSON.parse(file.subarray(12, head).toString("utf8")) as Record<string, unknown>;
  const withHeader = (header: unknown): Buffer => {
    const json = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    return Buffer.concat([file.subarray(0, 8), length, json, file.subarray(head)]);
  };
  await expect(opened(withHeader(whole))).resolves.toBeDefined();
  for (const name of Object.keys(whole)) {
    for (const value of [undefined, null, 7, {}, [], "x"]) {
      const failure = await opened(withHeader({ ...whole, [name]: value })).catch((error: unknown) => error);
      expect(failure, `${name}: ${JSON.stringify(value)}`).toBeInstanceOf(BackupFailure);
    }
  }
  for (const header of [null, 1, "text", [], {}]) await expect(opened(withHeader(header))).rejects.toThrow(BackupFailure);
});

it("does not open pieces in another order, left out, or of another file", async () => {
  const file = await sealed(randomBytes(3_500_000));
  const other = await sealed(randomBytes(3_500_000));
  const head = headLength(file);
  const at = (number: number, of = file): Buffer => of.subarray(headLength(of) + number * piece, headLength(of) + (number + 1) * piece);
  const start = file.subarray(0, head);
  await expect(opened(Buffer.concat([start, at(1), at(0), at(2), at(3)]))).rejects.toThrow(/altered/);
  await expect(opened(Buffer.concat([start, at(0), at(2), at(3)]))).rejects.toThrow(/altered/);
  await expect(opened(Buffer.concat([start, at(0), at(1, other), at(2), at(3)]))).rejects.toThrow(/altered/);
  await expect(opened(Buffer.concat([start, at(3)]))).rejects.toThrow(/altered/);
  await expect(opened(Buffer.concat([file, Buffer.from("more")]))).rejects.toThrow(/altered/);
  // The last piece said to be one in the middle, and one in the middle said to be the last.
  const unmarked = Buffer.from(file);
  unmarked.writeUInt8((unmarked[head + 3 * piece] ?? 0) & 0x7f, head + 3 * piece);
  await expect(opened(unmarked)).rejects.toThrow(/altered|cut off/);
  const marked = Buffer.from(file.subarray(0, head + piece));
  marked.writeUInt8((marked[head] ?? 0) | 0x80, head);
  await expect(opened(marked)).rejects.toThrow(/altered/);
});
