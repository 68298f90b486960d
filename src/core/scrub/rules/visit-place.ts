import { type Hit, none, rule } from "../rule.ts";

export const visitPlace = rule({
  code: "CLM-POS-VISIT",
  severity: "error",
  title: "Visit code does not belong to the place of service",
  message: "Line {line}: {code} is not given in place of service {place}.",
  why: "Each family of visit codes is for certain places; payers deny the others as inconsistent.",
  fix: "Choose the visit family of the place, or correct the place of service.",
  authority: "CPT visit families; Medicare Claims Processing Manual, chapter 12, section 30.6; 835 reason code 5",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { code, placeOfService: place, index } of lines) {
      // Telehealth (02, 10) is open to every family on the payer's telehealth list.
      if (place === "02" || place === "10" || !/^99[23]\d\d$/.test(code)) continue;
      const family = families.find((one) => code >= one.from && code <= one.to);
      if (family === undefined) continue;
      const fits = family.only?.has(place) ?? family.never?.has(place) !== true;
      if (!fits) hits.push({ line: index, path: "placeOfService", params: { code, place } });
    }
    return hits.length === 0 ? none : hits;
  },
});

interface Family {
  readonly from: string;
  readonly to: string;
  readonly only?: ReadonlySet<string>;
  readonly never?: ReadonlySet<string>;
}

const places = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const families: readonly Family[] = [
  { from: "99202", to: "99215", never: places("21 51") },
  { from: "99221", to: "99239", only: places("19 21 22 23 26 34 51 52 61") },
  { from: "99281", to: "99285", only: places("23") },
  { from: "99304", to: "99316", only: places("31 32 54 56") },
  { from: "99341", to: "99350", only: places("04 12 13 14 16 33 55") },
];
