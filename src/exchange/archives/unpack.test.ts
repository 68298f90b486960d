import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zip } from "../../../test/support/zip-builder.ts";
import { type ArchiveLimits, archiveLimits } from "./limits.ts";
import { archiveKind, type Unpacked, unpack } from "./unpack.ts";

const text = (words: string): Uint8Array => Buffer.from(words);

async function read(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<Unpacked[]> {
  const found: Unpacked[] = [];
  for await (const one of unpack({ name: "a.zip", bytes }, { ...archiveLimits, ...limits })) found.push(one);
  return found;
}

/** Name and content, or name and the first words of the problem. */
async function seen(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<string[]> {
  return (await read(bytes, limits)).map((one) => `${one.name}: ${"bytes" in one ? Buffer.from(one.bytes).toString() : one.problem}`);
}

async function wrong(bytes: Uint8Array): Promise<string> {
  const found = await read(bytes);
  const [only] = found;
  expect(found).toHaveLength(1);
  if (only === undefined || !("problem" in only)) throw new Error(`no problem was found: ${JSON.stringify(found)}`);
  return only.problem;
}

describe("a true archive", () => {
  it("gives its files in order, packed or stored, with sizes before or after, and skips folders", async () => {
    const parts = [
      { name: "folder/" },
      { name: "folder/a.835", bytes: text("ISA*a") },
      { name: "b", bytes: text("ISA*b"), method: 0 },
      { name: "c", bytes: text("ISA*c"), sizesFollow: true },
      { name: "ünï", bytes: text("") },
      { name: "d", bytes: text("ISA*d"), mode: 0o100644 },
    ];
    const expected = ["folder/a.835: ISA*a", "b: ISA*b", "c: ISA*c", "ünï: ", "d: ISA*d"];
    expect(await seen(zip(parts))).toEqual(expected);
    expect(await seen(zip(parts, { comment: "from the payer", far: true }))).toEqual(expected);
    expect(await seen(zip([]))).toEqual([]);
  });

  it("is read with zip64 fields", async () => {
    expect(
      await seen(
        zip(
          [
            { name: "a", bytes: text("one"), far: true },
            { name: "b", bytes: text("two") },
          ],
          { far: true },
        ),
      ),
    ).toEqual(["a: one", "b: two"]);
  });

  it("is read when it is a gzip, of one part or several", async () => {
    expect(await seen(gzipSync(text("ISA")))).toEqual(["a.zip unpacked: ISA"]);
    expect(await seen(Buffer.concat([gzipSync(text("IS")), gzipSync(text("A"))]))).toEqual(["a.zip unpacked: ISA"]);
  });

  it("may hold another archive, which is opened too", async () => {
    const inner = zip([{ name: "x.835", bytes: text("ISA*x") }]);
    const parts = [
      { name: "in.zip", bytes: inner },
      { name: "y.gz", bytes: gzipSync(text("ISA*y")) },
    ];
    expect(await seen(zip(parts))).toEqual(["in.zip/x.835: ISA*x", "y.gz/y: ISA*y"]);
  });

  it("is known by its first bytes", () => {
    expect([zip([]), zip([{ name: "a" }]), gzipSync(text("")), text("ISA*00*"), text("PK"), text("")].map(archiveKind)).toEqual([
      "zip",
      "zip",
      "gzip",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("what is odd", () => {
  it("is said of the entry, and the others are taken", async () => {
    const bytes = zip([
      { name: "secret", bytes: text("x"), flags: 1 },
      { name: "aes", bytes: text("x"), method: 99 },
      { name: "lzma", bytes: text("x"), method: 14 },
      { name: "link", bytes: text("/etc/passwd"), mode: 0o120777 },
      { name: "pipe", bytes: text(""), mode: 0o010644 },
      { name: "full/", bytes: text("x") },
      { name: "sum", bytes: text("x"), lies: { crc32: 7 } },
      { name: "good", bytes: text("ISA") },
    ]);
    expect(await seen(bytes)).toEqual([
      expect.stringContaining("secret: This file is encrypted."),
      expect.stringContaining("aes: This file is encrypted."),
      expect.stringContaining("lzma: This file is packed by a method (14)"),
      expect.stringContaining("link: This is a link"),
      expect.stringContaining("pipe: This is a link, a device"),
      expect.stringContaining("full/: This is a link, a device or a folder with content"),
      expect.stringContaining("sum: This file is damaged: its check sum"),
      "good: ISA",
    ]);
  });

  it("ends the reading when two readers could see two archives", async () => {
    const a = { name: "a", bytes: text("ISA*a") };
    expect(await wrong(zip([{ ...a, lies: { localName: "b" } }]))).toContain("two different things");
    expect(await wrong(zip([{ ...a, lies: { localUnpackedBytes: 9 } }]))).toContain("two different things");
    expect(await wrong(zip([a], { count: 2 }))).toContain("fewer entries");
    expect(await wrong(zip([a, { ...a, name: "b" }], { count: 1 }))).toContain("more entries");
    expect(await wrong(zip([a], { before: text("MZ, a program") }))).toContain("belong to none");
    expect(await wrong(zip([a], { between: zip([a]) }))).toContain("belong to none");
    expect(await wrong(Buffer.concat([zip([a]), text("more")]))).toContain("no end");
  });
});

describe("a bomb", () => {
  const zeros = Buffer.alloc(4 * 1024 * 1024);

  it("of a huge ratio is not unpacked, whether it says its size or hides it", { timeout: 60_000 }, async () => {
    expect((await seen(zip([{ name: "z", bytes: zeros }])))[0]).toContain("as a zip bomb does");
    expect((await seen(zip([{ name: "z", bytes: zeros, lies: { unpackedBytes: 100, localUnpackedBytes: 100 } }])))[0]).toContain(
      "larger than the archive says",
    );
    expect((await seen(gzipSync(zeros)))[0]).toContain("as a zip bomb does");
  });

  it("of many files that share their bytes is not read", async () => {
    const first = { name: "a", bytes: text("ISA") };
    expect(await wrong(zip([first, { ...first, lies: { at: 0 } }]))).toContain("share their bytes");
  });

  it("of archives in archives ends at the depth that is allowed", async () => {
    let bytes = zip([{ name: "x", bytes: text("ISA") }]);
    for (let depth = 0; depth < 6; depth += 1) bytes = zip([{ name: "in.zip", bytes, method: 0 }]);
    expect(await seen(bytes)).toEqual(["in.zip/in.zip: This archive lies too deep inside of others and was not opened."]);
    let packed: Uint8Array = gzipSync(text("ISA"));
    for (let depth = 0; depth < 6; depth += 1) packed = gzipSync(packed);
    expect((await seen(packed)).join()).toContain("too deep");
  });

  it("of many files, or of much in all, stops at the limit", async () => {
    const many = zip(Array.from({ length: 12 }, (_, index) => ({ name: String(index), bytes: text("ISA") })));
    expect(await seen(many, { entries: 10 })).toEqual(["a.zip: The archive holds 12 files, more than 10. Nothing was taken from it."]);
    expect(
      (
        await read(
          zip([
            { name: "in", bytes: many },
            { name: "b", bytes: text("x") },
          ]),
          { entries: 12 },
        )
      ).filter((one) => "bytes" in one),
    ).toHaveLength(1);
    const half = { bytes: Buffer.alloc(600, "ISA*00*"), method: 0 };
    const large = await seen(
      zip([
        { name: "a", ...half },
        { name: "b", ...half },
        { name: "c", bytes: text("x") },
      ]),
      { totalBytes: 1000 },
    );
    expect(large.map((one) => one.slice(0, 30))).toEqual([
      expect.stringMatching(/^a: ISA/),
      expect.stringMatching(/^b: The files of the archive/),
      "c: x",
    ]);
    expect((await seen(zip([{ name: "a", ...half }]), { entryBytes: 500 }))[0]).toContain("larger than");
  });

  it("of sizes that no file has is not believed", async () => {
    for (const unpackedBytes of [2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      const found = await seen(zip([{ name: "a", bytes: text("ISA"), far: true, lies: { unpackedBytes } }], { far: true }));
      expect(found.join(), String(unpackedBytes)).toMatch(/larger than|two different/);
    }
  });
});

describe("broken bytes", () => {
  const whole = zip(
    [
      { name: "a.835", bytes: text("ISA*00*first~"), far: true },
      { name: "b", bytes: text("ISA*00*second~"), sizesFollow: true },
      { name: "in.zip", bytes: zip([{ name: "c", bytes: text("ISA*00*third~") }]) },
    ],
    { far: true, comment: "x" },
  );
  const contents = new Set(["ISA*00*first~", "ISA*00*second~", "ISA*00*third~"]);

  it("cut at every byte say so, and no half file is given", { timeout: 60_000 }, async () => {
    for (const archive of [whole, new Uint8Array(gzipSync(text("ISA*00*first~")))]) {
      for (let length = 4; length < archive.length; length += 1) {
        const found = await read(archive.subarray(0, length));
        expect(found.filter((one) => "problem" in one).length, `cut at ${length}`).toBe(1);
        expect(found).toHaveLength(1);
      }
    }
  });

  it("changed anywhere never crash, never hang, and never give other bytes than were put in", { timeout: 60_000 }, async () => {
    const places = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(places, async (changes) => {
        const bytes = new Uint8Array(whole);
        for (const [at, value] of changes) bytes[at] = value;
        for (const one of await read(bytes)) {
          if ("bytes" in one) expect(contents).toContain(Buffer.from(one.bytes).toString());
          else expect(one.problem).toMatch(/^[A-Z].*\.$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("of any kind after the first four never crash", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("PK\u0003\u0004", "PK\u0005\u0006", "\u001f\u008b\u0008"),
        async (tail, head) => {
          for (const one of await read(Buffer.concat([Buffer.from(head, "latin1"), tail]))) expect(one.name).toContain("a.zip");
        },
      ),
      { numRuns: 2000 },
    );
  });
});
