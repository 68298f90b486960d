import { describe, expect, it } from "vitest";
import { withoutFrame } from "./note-frames.ts";

describe("the words around a condition", () => {
  it.each([
    ["c/o ear pain", "ear pain"],
    ["pt with emphysema", "emphysema"],
    ["64 yo male presents with cough", "cough"],
    ["72 y/o F with gout", "gout"],
    ["f/u HTN", "HTN"],
    ["follow up for gout", "gout"],
    ["here today for follow-up of asthma", "asthma"],
    ["knee pain x 3 weeks", "knee pain"],
    ["cough for the past 2 days", "cough"],
    ["cough since yesterday", "cough"],
    ["neuropathy d/t alcohol", "neuropathy due to alcohol"],
    ["PMH: gout", "gout"],
  ])("are left out: %s", (typed, left) => expect(withoutFrame(typed)).toBe(left));

  it.each([
    "follow up after surgery",
    "patient",
    "f/u exam",
    "male infertility",
    "pregnant for 20 weeks of gestation",
    "loss of consciousness for 20 minutes",
  ])("stay where they say something: %s", (typed) => expect(withoutFrame(typed)).toBe(typed));
});
