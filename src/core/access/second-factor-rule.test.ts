import { expect, test } from "vitest";
import { lacksSecondFactor } from "./second-factor-rule.ts";

test("a second factor is demanded of whom the rule names, and not of who is asked for it elsewhere", () => {
  const person = { role: "owner", byProvider: false, hasSecondFactor: false } as const;
  expect(lacksSecondFactor("owners", person)).toBe(true);
  expect(lacksSecondFactor("owners", { ...person, role: "manager" })).toBe(false);
  expect(lacksSecondFactor("owners", { ...person, role: undefined })).toBe(false);
  expect(lacksSecondFactor("everyone", { ...person, role: "student" })).toBe(true);
  expect(lacksSecondFactor("everyone", { ...person, hasSecondFactor: true })).toBe(false);
  expect(lacksSecondFactor("everyone", { ...person, byProvider: true })).toBe(false);
  expect(lacksSecondFactor("nobody", person)).toBe(false);
});
