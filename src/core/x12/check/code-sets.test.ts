import { describe, expect, it } from "vitest";
import type { CodeLookup } from "../../kernel/code-lookup.ts";
import { addDays, isoDate } from "../../kernel/iso-date.ts";
import { rememberingLookup } from "./code-sets.ts";

describe("the lookup that remembers", () => {
  const first = isoDate("2020-01-01");

  function counted(): { readonly lookup: CodeLookup; readonly calls: () => number } {
    let calls = 0;
    const validity = (): "valid" => {
      calls += 1;
      return "valid";
    };
    return { lookup: rememberingLookup({ validity, title: () => undefined, release: () => "invented" }), calls: () => calls };
  }

  it("asks each code of a day once", () => {
    const { lookup, calls } = counted();
    for (const day of [0, 1, 0, 1, 0]) lookup.validity("cpt", "99213", addDays(first, day));
    expect(calls()).toBe(2);
  });

  it("forgets the days of a file that has very many, so that it never grows without end", () => {
    const { lookup, calls } = counted();
    for (let day = 0; day < 1000; day += 1) lookup.validity("cpt", "99213", addDays(first, day));
    lookup.validity("cpt", "99213", first);
    expect(calls()).toBe(1001);
  });
});
