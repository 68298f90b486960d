import { isCliaNumber } from "../../kernel/check-digits.ts";
import type { X12Identifier } from "../../x12/transactions/professional-claim.ts";
import { type Hit, none, rule } from "../rule.ts";

export const cliaShape = rule({
  code: "CLM-CLIA-SHAPE",
  severity: "error",
  title: "CLIA number has the wrong shape",
  message: "{number} is not a CLIA number: ten characters, a D in third place, else digits.",
  why: "A number of another shape is in no register, and its test lines are denied.",
  fix: "Copy the number from the certificate.",
  authority: "CMS, CLIA certificate number format; Medicare Claims Processing Manual, chapter 16, section 70.2",
  check: ({ claim, lines }) => {
    const hits: Hit[] = [];
    const isBad = (one: X12Identifier): boolean => (one.qualifier === "X4" || one.qualifier === "F4") && !isCliaNumber(one.value);
    for (const one of claim.identifiers) if (isBad(one)) hits.push({ path: "identifiers", params: { number: one.value } });
    for (const { line, index } of lines) {
      for (const one of line.identifiers) if (isBad(one)) hits.push({ line: index, path: "identifiers", params: { number: one.value } });
    }
    return hits.length === 0 ? none : hits;
  },
});
