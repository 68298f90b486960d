/** Wrong usage, help and failures: exit code 2 with a sentence, or 0 for help. */
import { expect, test } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { runCommand } from "./fake-io.ts";

test("help says every command that is built, and is no failure", async () => {
  for (const argv of [["help"], ["--help"], ["-h"], ["x12", "--help"]]) {
    const { exit, text } = await runCommand(argv);
    expect(exit).toBe(0);
    for (const name of ["serve", "import", "x12 check", "scrub", "codes search", "price", "payer adjudicate", "remit", "bench"]) {
      expect(text).toContain(`\n  ${name} `);
    }
  }
});

test("no command, an unknown command, and a name that every object has", async () => {
  for (const argv of [[], ["frobnicate"], ["toString"], ["__proto__"]]) {
    const { exit, text, err } = await runCommand(argv);
    expect(exit).toBe(2);
    expect(text).toBe("");
    expect(err).toContain("x12 check FILE…");
  }
});

test.each([
  [["x12"], "check, json, rewrite, ack, explain"],
  [["x12", "frob"], "check, json, rewrite, ack, explain"],
  [["x12", "check"], "Give one or more files"],
  [["x12", "check", "--nonsense", "f"], "--nonsense"],
  [["x12", "json"], "Give one file"],
  [["x12", "json", "a", "b"], "Give one file"],
  [["x12", "json", "absent"], "No such file: absent"],
  [["x12", "ack", "f", "--time", "2575"], "HHMM"],
  [["x12", "ack", "f", "--control", "0"], "1 to 999999999"],
  [["scrub", "f", "--today", "12/01/2026"], "YYYY-MM-DD"],
  [["scrub", "empty"], "no professional claim"],
  [["price", "f", "--plan", "hmo"], "ppo or medicare"],
  [["price", "f", "--copay", "-3"], "copay"],
  [["price", "f", "--coinsurance", "twenty"], "coinsurance"],
  [["remit", "f"], "no remittance"],
  [["payer"], "payer adjudicate FILE.837 --out DIR"],
  [["payer", "adjudicate", "f"], "Say where the files go"],
  [["payer", "adjudicate", "f", "--out", "x", "--plan", "nobody"], "lakeshore-ppo"],
  [["codes"], "search, show, list"],
  [["codes", "import", "x.zip"], "No such file: x.zip"],
  [["codes", "update", "everything"], "codes update knows"],
  [["codes", "search"], "Say what to search for"],
  [["codes", "search", "cough", "--system", "icd9"], "No such code system: icd9"],
  [["codes", "search", "cough", "--limit", "many"], "--limit"],
  [["codes", "show"], "Give one code"],
  [["codes", "show", "ZZZ99"], "No code ZZZ99"],
  [["bench", "nothing-like-it"], "No such measure"],
] as const)("%j is told in words and makes exit code 2", async (argv, words) => {
  const { exit, err } = await runCommand(argv, { f: inventedProfessionalClaimFile({ claims: 1, seed: 1 }), empty: "" });
  expect(err).toContain(words);
  expect(exit).toBe(2);
});
