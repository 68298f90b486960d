import { isNpi } from "../../kernel/check-digits.ts";
import { type Hit, none, rule } from "../rule.ts";

export const renderingNpi = rule({
  code: "CLM-RENDERING-NPI",
  severity: "error",
  title: "Rendering provider's NPI is missing or wrong",
  message: "The NPI of the rendering provider {name} is {npi}.",
  why: "The payer pays for what an enrolled person did; without a valid NPI it does not know who that was.",
  fix: "Correct the NPI of the provider, or choose the provider who really rendered the service.",
  authority: "45 CFR 162.410; 005010X222A1 loops 2310B and 2420A NM109",
  onVoid: true,
  check: ({ claim, lines }) => {
    const hits: Hit[] = [];
    if (claim.rendering !== undefined && !isNpi(claim.rendering.npi ?? "")) {
      hits.push({ path: "rendering.npi", params: { name: claim.rendering.name.last, npi: claim.rendering.npi ?? "missing" } });
    }
    for (const { line, index } of lines) {
      if (line.rendering === undefined || isNpi(line.rendering.npi ?? "")) continue;
      hits.push({ line: index, path: "rendering.npi", params: { name: line.rendering.name.last, npi: line.rendering.npi ?? "missing" } });
    }
    return hits.length === 0 ? none : hits;
  },
});
