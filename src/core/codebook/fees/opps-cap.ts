/** What Medicare pays at most for the technical part of imaging, by locality: never more than the hospital outpatient system pays. */
import { keyOf } from "../pack/code-key.ts";
import { codeOf, dayByName, endOfYear, type FeeKind, modifierOf, noNumber } from "./fee-kind.ts";
import { localityKey } from "./localities.ts";
import { columnsOf, hasHeading, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

/** Two places; for each locality the price in a facility and outside. The columns are the localities, each followed by "F" or "N". */
export const imagingCapKind: FeeKind = {
  kind: "mpfs-imaging-cap",
  title: "caps of imaging by locality",
  source: "Medicare physician fee schedule, CMS",
  licence: "public domain; CPT numbers only, no descriptors",
  is: (head) => /opps_fac_price/i.test(head) || (/OPPSCAP|OPPS Payment Cap/i.test(head) && hasHeading(head, /Locality/i, /Price/i)),
  read: (name, text) => {
    const localities = new Map<string, number>();
    const rows = new Map<number, Map<number, readonly [number, number]>>();
    let at: Readonly<Record<"code" | "modifier" | "mac" | "locality" | "facility" | "other", number>> | undefined;
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                code: /^hcpcs(?:_code)?$/i,
                modifier: /^mod$/i,
                mac: /^mac$|^carrier/i,
                locality: /^locality/i,
                facility: /^opps_fac_price$|^facility price/i,
                other: /^opps_non_price$|^non-?facility price/i,
              });
        if (named !== undefined) {
          at = named;
          return "aside";
        }
        if (at === undefined) return false;
        const code = codeOf(cells[at.code]);
        const modifier = modifierOf(cells[at.modifier]);
        const locality = localityKey(cells[at.mac], cells[at.locality]);
        const facility = scaledNumber(cells[at.facility] ?? "", 2);
        const other = scaledNumber(cells[at.other] ?? "", 2);
        if (code === undefined || modifier === undefined || locality === undefined) return false;
        if (typeof facility !== "number" || typeof other !== "number") return false;
        const place = localities.get(locality) ?? localities.size;
        localities.set(locality, place);
        const key = keyOf(code + modifier);
        const prices = rows.get(key) ?? new Map<number, readonly [number, number]>();
        prices.set(place, [facility, other]);
        rows.set(key, prices);
        return true;
      },
    });
    const effective = dayByName(name);
    return {
      ...read,
      releases: [
        {
          columns: [...localities.keys()].flatMap((one) => [`${one}F`, `${one}N`]),
          constants: {},
          rows: [...rows].map(([key, prices]) => ({
            key,
            numbers: [...localities.values()].flatMap((place) => prices.get(place) ?? [noNumber, noNumber]),
            text: "",
          })),
          ...endOfYear(effective),
          ...(effective === undefined ? {} : { effective }),
        },
      ],
    };
  },
};
