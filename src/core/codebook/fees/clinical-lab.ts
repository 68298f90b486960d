/** The clinical laboratory fee schedule: one national rate a test, of the whole year, with tests that came within it. */
import { parseCompactDate } from "../../kernel/iso-date.ts";
import { keyOf } from "../pack/code-key.ts";
import { codeOf, dayByName, endOfYear, type FeeKind, type FeeRow, modifierOf, noNumber } from "./fee-kind.ts";
import { columnsOf, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

/** Two places. The text: first day of the rate, "N" national or "L" for what the contractor sets, which has no rate here. */
export const clinicalLabKind: FeeKind = {
  kind: "clinical-lab",
  title: "clinical laboratory fees",
  source: "Clinical laboratory fee schedule, CMS",
  licence: "public domain; CPT numbers only, no descriptors",
  is: (head) => /^"?YEAR"?[,\t]"?HCPCS"?[,\t]"?MOD"?[,\t]"?EFF_DATE"?/im.test(head),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"year" | "code" | "modifier" | "day" | "indicator" | "rate", number>> | undefined;
    let newest = "";
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                year: /^YEAR$/i,
                code: /^HCPCS$/i,
                modifier: /^MOD$/i,
                day: /^EFF_DATE$/i,
                indicator: /^INDICATOR$/i,
                rate: /^RATE$/i,
              });
        if (named !== undefined) {
          at = named;
          return "aside";
        }
        if (at === undefined) return false;
        const code = codeOf(cells[at.code]);
        const modifier = modifierOf(cells[at.modifier]);
        const day = parseCompactDate(cells[at.day]?.trim() ?? "");
        const indicator = cells[at.indicator]?.trim() ?? "";
        const rate = scaledNumber(cells[at.rate] ?? "", 2);
        if (code === undefined || modifier === undefined || day === undefined || !/^[NL]$/.test(indicator)) return false;
        if (typeof rate !== "number" || !/^20\d\d$/.test(cells[at.year]?.trim() ?? "")) return false;
        newest = day > newest ? day : newest;
        const numbers = [indicator === "L" && rate === 0 ? noNumber : rate];
        rows.push({ key: keyOf(code + modifier), numbers, text: `${day}\t${indicator}` });
        return true;
      },
    });
    // A file of a later quarter that changed nothing is known by its name only.
    const byName = dayByName(name);
    const effective = byName !== undefined && byName > newest ? byName : parseCompactDate(newest.replaceAll("-", ""));
    const release = { columns: ["rate"], constants: {}, rows, ...endOfYear(effective) };
    return { ...read, releases: [{ ...release, ...(effective === undefined ? {} : { effective }) }] };
  },
};
