import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOfKey, endOfPrefix, keyOf, positionOf } from "./code-key.ts";
import { createPackWriter, openPack, packVersion } from "./pack-file.ts";
import { decodeText, decodeUtf8, encodeUtf8 } from "./utf8.ts";

const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 40 }), { maxLength: 60 });
const code = fc.stringMatching(/^[A-Z][0-9A-Z]{2,6}$/);

describe("a pack", () => {
  it("gives back every text and column", () => {
    fc.assert(
      fc.property(texts, (given) => {
        const writer = createPackWriter();
        writer.addTexts(
          "names",
          given.map((text) => writer.intern(text)),
        );
        writer.add(
          "numbers",
          Float64Array.from(given, (text) => text.length),
        );
        const pack = openPack(writer.finish({ kind: "sample", meta: { given: given.length } }));
        if ("wrong" in pack) throw new Error(pack.wrong);
        const names = pack.u32("names");
        expect(Array.from(names, (id) => pack.texts.text(id))).toEqual(given);
        expect([...pack.f64("numbers")]).toEqual(given.map((text) => text.length));
        expect(pack.meta).toEqual({ given: given.length });
        expect(pack.u16("none")).toHaveLength(0);
      }),
    );
  });

  it("lies in shared memory as it is", () => {
    const writer = createPackWriter();
    writer.addTexts("names", [writer.intern("Pneumonia"), writer.intern("Ménière's disease")]);
    const bytes = writer.finish({ kind: "sample", meta: null });
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const pack = openPack(shared);
    expect("wrong" in pack ? pack.wrong : Array.from(pack.u32("names"), (id) => pack.texts.text(id))).toEqual([
      "Pneumonia",
      "Ménière's disease",
    ]);
  });

  it("is refused when it is cut off, of another version, or something else", () => {
    const bytes = createPackWriter().finish({ kind: "sample", meta: null });
    expect(openPack(bytes.slice(0, bytes.length - 1))).toEqual({ wrong: "is cut off or has grown" });
    const newer = bytes.slice();
    newer[4] = packVersion + 1;
    expect(openPack(newer)).toHaveProperty("wrong", `is a pack of version ${packVersion + 1}; this program reads version ${packVersion}`);
    expect(openPack(encodeUtf8("A00.0 Cholera, not a pack at all"))).toEqual({ wrong: "is no pack of code sets" });
  });

  it("is the same for the same content", () => {
    const make = () => {
      const writer = createPackWriter();
      writer.addTexts("names", [writer.intern("b"), writer.intern("a")]);
      return writer.finish({ kind: "sample", meta: { a: 1 } });
    };
    expect(make()).toEqual(make());
  });
});

describe("keys of codes", () => {
  it("sort as the codes do and lead back to them", () => {
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(codeOfKey(keyOf(a))).toBe(a);
        expect(Math.sign(keyOf(a) - keyOf(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it("find a code and what lies below it", () => {
    const keys = Float64Array.from(["A00", "A000", "A001", "A0011", "A01", "Z999"], keyOf);
    expect(positionOf(keys, keyOf("A001"))).toBe(2);
    expect(positionOf(keys, keyOf("A002"))).toBe(-1);
    expect(endOfPrefix(keys, "A00")).toBe(4);
    expect(endOfPrefix(keys, "A")).toBe(5);
    expect(keyOf("A00.0")).toBe(0);
  });
});

describe("text", () => {
  it("is the same after bytes and back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const bytes = encodeUtf8(text);
        expect(decodeUtf8(bytes, 0, bytes.length)).toBe(text);
      }),
    );
  });

  it("is read as windows-1252 where it is not UTF-8", () => {
    expect(decodeText(Uint8Array.from([0x4d, 0xe9, 0x6e, 0x69, 0xe8, 0x72, 0x65, 0x92, 0x73]))).toBe("Ménière\u2019s");
    expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]))).toBe("A");
  });
});
