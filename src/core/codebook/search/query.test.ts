import { describe, expect, it } from "vitest";
import { readingsOf } from "./query.ts";
import { readVocabulary } from "./vocabulary.ts";
import { foldWord, searchWords } from "./words.ts";

const vocabulary = readVocabulary([
  {
    name: "words.txt",
    text: [
      "grippe = influenza unidentified",
      "grippe a = influenza type a",
      "flu = influenza unidentified",
      "flu a = influenza identified",
      "on insulin = long term use of insulin",
      "insulin = insulin product",
      "kidney failure on insulin = renal failure",
      "status post gastrectomy = acquired absence of stomach",
      "clot = acute thrombosis",
      "alone: knee = pain in unspecified knee",
      "alone: lower back = low back pain",
    ].join("\n"),
  },
]).value;

const meant = (text: string) => readingsOf(text, vocabulary).at(-1)?.words.join(" ");

describe("a reading of a query", () => {
  it("keeps phrases apart that differ by a letter or by a small word", () => {
    expect(meant("flu")).toBe("influenza unidentified");
    expect(meant("Flu A")).toBe("influenza identified");
    expect(meant("insulin")).toBe("insulin product");
    expect(meant("diabetes on insulin")).toBe("diabete long term use insulin");
    expect(meant("kidney failure on insulin")).toBe("renal failure");
  });

  it("takes a part of the body for its pain where it stands alone or with a side, and beside no other word", () => {
    const all = (text: string) => readingsOf(text, vocabulary).map(({ words }) => words.join(" "));
    expect(all("knee")).toEqual(["knee", "pain unspecified knee"]);
    expect(all("knees")).toEqual(["knee", "pain unspecified knee"]);
    expect(all("lt knee")).toContain("pain knee left");
    expect(all("lower back")).toContain("low back pain");
    for (const text of ["knee injury", "lower", "left", ""]) expect(all(text).filter((one) => one.includes("pain"))).toEqual([]);
    expect(readingsOf("left knee", vocabulary).at(-1)?.because).toEqual(["knee = pain in unspecified knee"]);
  });

  it("shows what was typed and not how it is kept", () => {
    expect(readingsOf("flu a", vocabulary).at(-1)?.because).toEqual(["flu a = influenza identified"]);
  });

  it.each(["status post gastrectomy", "history of gastrectomy", "s/p gastrectomy", "prior gastrectomy", "h/o gastrectomy"])(
    "reads as one way of saying that an operation is over: %s",
    (text) => expect(meant(text)).toBe("acquired absence stomach"),
  );

  it("leaves the history of a family to the family", () => {
    expect(meant("family history of gastrectomy")).toBe("family history gastrectomy");
  });

  it("takes long use and use for one", () => {
    expect(meant("chronic insulin")).toBe("long term use insulin");
    expect(meant("long-term insulin use")).toBe("long term use insulin");
  });

  it("does not call acute what is said to be chronic", () => {
    expect(meant("clot of the leg")).toBe("acute thrombosis leg");
    expect(meant("chronic clot of the leg")).toBe("chronic thrombosis leg");
    expect(meant("acute on chronic clot")).toBe("acute chronic thrombosis");
  });
});

describe("words", () => {
  it.each([
    ["feet", "foot"],
    ["teeth", "tooth"],
    ["metastases", "metastasis"],
    ["keratoses", "keratosis"],
    ["stenoses", "stenosis"],
    ["vertebrae", "vertebra"],
    ["emboli", "embolus"],
    ["prostheses", "prosthesis"],
    ["diseases", "disease"],
    ["doses", "dose"],
    ["causes", "cause"],
    ["viruses", "virus"],
    ["sinuses", "sinus"],
    ["reflexes", "reflex"],
    ["bruises", "bruise"],
    ["abscesses", "abscess"],
  ])("has one form for %s and %s", (many, one) => expect(foldWord(many)).toBe(foldWord(one)));

  it("tells the letter A from the word", () => {
    expect(searchWords("hepatitis A")).not.toEqual(searchWords("hepatitis"));
    expect(searchWords("type A")).not.toEqual(searchWords("type"));
    expect(searchWords("a fracture of a rib")).toEqual(["fracture", "rib"]);
  });
});
