import { type Hit, none, rule } from "../rule.ts";

export const drugNdcShape = rule({
  code: "CLM-NDC-SHAPE",
  severity: "error",
  title: "NDC or its quantity is wrong",
  message: "Line {line}: NDC {ndc} needs eleven digits and a quantity above zero in UN, ML, GR, F2 or ME.",
  why: "Ten-digit codes on packages are padded to eleven (5-4-2); any other length is refused.",
  fix: "Add the missing zero in its group (labeller 5, product 4, package 2) and enter quantity and unit.",
  authority: "005010X222A1 loop 2410 LIN03 and CTP04/CTP05; 45 CFR 162.1002",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, index } of lines) {
      const { drug } = line;
      if (drug === undefined) continue;
      const measured = drug.quantity !== undefined && drug.quantity.digits > 0n && /^(?:UN|ML|GR|F2|ME)$/.test(drug.unit ?? "");
      if (!/^\d{11}$/.test(drug.ndc) || !measured) hits.push({ line: index, path: "drug", params: { ndc: drug.ndc } });
    }
    return hits.length === 0 ? none : hits;
  },
});
