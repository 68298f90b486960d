import { expect, test } from "vitest";
import { elementNumber } from "./element-numbers.ts";
import { elementText } from "./elements.ts";

/** Every element that our guides may use, with its type and length. */
const elements = elementText
  .split("\n")
  .filter((line) => line !== "" && !/^(ISA|IEA|GS|GE|ST|SE|TA1):/.test(line))
  .flatMap((line) => {
    const [tag = "", rest = ""] = line.split(": ");
    return (rest.split("~")[0] ?? "")
      .split(";")
      .map((part) => /^(\d+)(?:-(\d+))? (\S+)$/.exec(part.trim()))
      .filter((match) => match !== null)
      .map(([, element = "", component = "0", form = ""]) => ({ tag, element: Number(element), component: Number(component), form }));
  });

test("every element has its number", () => {
  const without = elements.filter(({ tag, element, component }) => elementNumber(tag, element, component) === undefined);
  expect(without.map(({ tag, element, component }) => `${tag}${element}-${component}`)).toEqual([]);
});

test("elements of one number have one type and one length, wherever they stand", () => {
  const forms = new Map<number, Set<string>>();
  for (const { tag, element, component, form } of elements) {
    const number = elementNumber(tag, element, component) ?? 0;
    forms.set(number, (forms.get(number) ?? new Set()).add(form));
  }
  expect([...forms].filter(([, all]) => all.size > 1).map(([number, all]) => `${number}: ${[...all].join(", ")}`)).toEqual([]);
});

test("a composite as a whole has none, nor has what the standard does not have", () => {
  expect([elementNumber("SV1", 1), elementNumber("SV1", 1, 2), elementNumber("NM1", 9), elementNumber("NM1", 13)]).toEqual([
    undefined,
    234,
    67,
    undefined,
  ]);
});
