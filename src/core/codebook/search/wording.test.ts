import { describe, expect, it } from "vitest";
import { bodyMassIn, isBodyMassOf, wordingOf } from "./wording.ts";

const known = new Set(["prediabetes", "nonunion", "perianal"]);
const read = (text: string) => wordingOf(text, (word) => known.has(word));

describe("how coders write", () => {
  it.each([
    ["pre-diabetes", "prediabetes"],
    ["non union of tibia", "nonunion of tibia"],
    // No line has "postvoid": the parts stay.
    ["post-void dribbling", "post-void dribbling"],
    ["peri anal pain", "peri anal pain"],
    ["gest diabetes", "gestational diabetes"],
    ["panic d/o", "panic disorder"],
    ["sz d/o", "seizure disorder"],
    ["fam hx ovarian ca", "family history of ovarian cancer"],
    ["ovarian ca family hx", "family history of ovarian cancer"],
    ["gout hx", "history of gout"],
    ["h/o gout", "history of gout"],
    ["family history", "family history"],
    ["smoking hx", "history of smoking"],
    ["low ca", "low ca"],
    ["ca 125", "ca 125"],
  ])("%s reads as %s", (text, meant) => expect(read(text).text).toBe(meant));

  it.each([
    ["dyspnea r/o embolism", "dyspnea", "embolism"],
    ["fever, sepsis ruled out", "fever", "sepsis"],
    ["rule out fracture due to wrist pain", "wrist pain", "fracture"],
    ["cough, unable to rule out pneumonia", "cough", "pneumonia"],
    ["r/o appendicitis", "observation for other suspected diseases and conditions ruled out", "appendicitis"],
  ])("what is ruled out never leads: %s", (text, meant, excluded) =>
    expect(read(text)).toMatchObject({ text: meant, beside: [excluded], at: 3 }),
  );

  it("leaves a title about observation as it stands", () => {
    const title = "observation for suspected exposure to anthrax ruled out";
    expect(read(title)).toEqual({ text: title, beside: [], at: 0 });
    expect(read("r/o")).toMatchObject({ text: "r/o", beside: [] });
  });

  it.each([
    ["bladder ca w mets to lung and liver", "bladder cancer", ["lung", "liver"], 1],
    ["bladder cancer with lung mets", "bladder cancer", ["lung"], 1],
    ["metastatic bladder cancer to lung", "bladder cancer", ["lung"], 1],
    ["lung mets from bladder cancer", "bladder cancer", ["lung"], 1],
    ["history of bladder cancer with lung mets", "history of bladder cancer", ["lung"], 0],
  ])("a primary and its spread are two: %s", (text, primary, sites, at) => {
    const { not, ...said } = read(text);
    expect(said).toEqual({ text: primary, beside: sites.map((site) => `secondary malignant neoplasm of ${site}`), at });
    expect(["C7911", "C679"].filter((code) => not?.test(code))).toEqual(["C7911"]);
  });

  it("leaves a spread alone without a primary, and a primary without a site", () => {
    expect(read("bone mets").beside).toEqual([]);
    expect(read("metastatic bladder cancer").beside).toEqual([]);
  });

  it.each([
    ["aki on ckd 3", "aki", ["ckd 3"]],
    ["acute on chronic renal failure", "acute kidney failure", ["chronic kidney disease"]],
  ])("acute comes before chronic: %s", (text, acute, chronic) => expect(read(text)).toEqual({ text: acute, beside: chronic, at: 1 }));

  it.each([
    ["type 1 diabetic with left toe ulcer", "type 1 diabetes mellitus with foot ulcer"],
    ["ulcer of shin, diabetic", "type 2 diabetes mellitus with other skin ulcer"],
    ["diabetic with gastric ulcer", "diabetic with gastric ulcer"],
    ["diabetic with pressure ulcer of heel", "diabetic with pressure ulcer of heel"],
  ])("an ulcer in diabetes is one combination: %s", (text, meant) => expect(read(text).text).toBe(meant));

  it.each([
    ["prior stroke with L hemiplegia", "hemiplegia and hemiparesis following cerebral infarction affecting left non-dominant side"],
    ["h/o cva, right sided weakness", "hemiplegia and hemiparesis following cerebral infarction affecting right dominant side"],
    ["old stroke left dominant hemiparesis", "hemiplegia and hemiparesis following cerebral infarction affecting left dominant side"],
    ["remote SAH with hemiparesis", "hemiplegia and hemiparesis following nontraumatic subarachnoid hemorrhage affecting unspecified side"],
    ["old cva with dysarthria", "dysarthria following cerebral infarction"],
    ["old cva", "old stroke"],
    ["acute stroke with left hemiparesis, prior smoker", "acute stroke with left hemiparesis, prior smoker"],
  ])("what a stroke left behind is one code: %s", (text, meant) => expect(read(text).text).toBe(meant));
});

describe("a body mass index", () => {
  it.each([
    ["BMI 33", 33, ""],
    ["bmi of 27.4 with obesity", 27.4, "obesity"],
    ["Body mass index (BMI) 41.2", 41.2, ""],
  ])("is read with its number: %s", (text, value, rest) => expect(bodyMassIn(text)).toEqual({ value, rest }));

  it.each(["BMI", "BMI 4", "BMI 95th percentile", "BMI 40.0-44.9", "bmi 120"])("is none: %s", (text) =>
    expect(bodyMassIn(text)).toBeUndefined(),
  );

  it.each([
    [44.9, "40.0-44.9", true],
    [44.96, "40.0-44.9", true],
    [45, "40.0-44.9", false],
    [19.2, "19.9 or less", true],
    [20, "19.9 or less", false],
    [70, "70 or greater", true],
    [69.9, "70 or greater", false],
    [30, "pediatric, 5th percentile to less than 85th percentile for age", false],
  ])("%d in %s: %s", (value, range, isIn) => expect(isBodyMassOf(`Body mass index [BMI] ${range}, adult`, value)).toBe(isIn));
});
