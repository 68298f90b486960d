import { type Hit, none, rule } from "../rule.ts";

export const placeOfService = rule({
  code: "CLM-POS-INVALID",
  severity: "error",
  title: "Place of service is not a valid code",
  message: "{place} is not a place-of-service code.",
  why: "The place decides the rate, and an unknown one is refused.",
  fix: "Choose the place from the list.",
  authority: "CMS place-of-service code set; 005010X222A1 CLM05-1 and SV105",
  check: ({ claim, lines, tables, from, context }) => {
    const on = from ?? context.today;
    const isBad = (place: string): boolean => !/^\d{2}$/.test(place) || tables.codes.validity("pos", place, on) === "invalid";
    const hits: Hit[] = [];
    if (isBad(claim.placeOfService)) hits.push({ path: "placeOfService", params: { place: claim.placeOfService } });
    for (const { line, index } of lines) {
      if (line.placeOfService !== undefined && line.placeOfService !== claim.placeOfService && isBad(line.placeOfService)) {
        hits.push({ line: index, path: "placeOfService", params: { place: line.placeOfService } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
