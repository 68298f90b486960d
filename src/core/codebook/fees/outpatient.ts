/** Addendum B of the hospital outpatient payment system: how each code is paid in a hospital's outpatient department. */
import { keyOf } from "../pack/code-key.ts";
import { codeOf, dayByName, dayIn, endOfYear, type FeeKind, type FeeRow, noNumber } from "./fee-kind.ts";
import { columnsOf, hasHeading, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

/** Weights at four places, rates at three, copayments at two. */
export const outpatientPlaces = [4, 3, 2, 2, 2] as const;

/** The text: status indicator, ambulatory payment classification, note. */
export const outpatientKind: FeeKind = {
  kind: "opps-addendum-b",
  title: "outpatient hospital rates",
  source: "Hospital outpatient prospective payment system, addendum B, CMS",
  licence: "public domain; CPT numbers only, no descriptors",
  is: (head) => hasHeading(head, /HCPCS ?Code/i, /StatusIndicator/i) || hasHeading(head, /HCPCS ?Code/i, /\bSI\b/, /\bAPC\b/),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"code" | "status" | "rate", number>> | undefined;
    let more: Readonly<Record<"apc" | "weight" | "copayment" | "least" | "adjusted" | "note", number>> | undefined;
    let source = -1;
    let said: string | undefined;
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, { code: /^HCPCS ?Code$/i, status: /^SI$|^Status ?Indicator$/i, rate: /^Payment ?Rate$/i });
        if (named !== undefined) {
          at = named;
          more = columnsOf(cells, {
            apc: /^APC$/i,
            weight: /^Relative ?Weight$/i,
            copayment: /^National Unadjusted Copayment$/i,
            least: /^Minimum Unadjusted Copayment$/i,
            adjusted: /^Adjusted Beneficiary Copayment$/i,
            note: /^Note$/i,
          });
          source = cells.indexOf("Source");
          return "aside";
        }
        if (at === undefined) return false;
        const code = codeOf(cells[at.code]);
        const status = cells[at.status]?.trim() ?? "";
        if (code === undefined || !/^[A-Z]\d?$/.test(status) || cells.length <= at.rate) return false;
        const columns = [more?.weight, at.rate, more?.copayment, more?.least, more?.adjusted];
        const numbers = columns.map((column, place) => scaledNumber(cells[column ?? -1] ?? "", outpatientPlaces[place] ?? 2));
        if (numbers.includes(undefined)) return false;
        said ??= cells[source];
        rows.push({
          key: keyOf(code),
          numbers: numbers.map((one) => (typeof one === "number" ? one : noNumber)),
          text: [status, cells[more?.apc ?? -1]?.trim() ?? "", cells[more?.note ?? -1]?.trim() ?? ""].join("\t"),
        });
        return true;
      },
    });
    const effective = dayIn(said ?? "") ?? dayByName(name);
    const columns = ["weight", "rate", "copayment", "least", "adjusted"];
    const release = { columns, constants: {}, rows, ...endOfYear(effective) };
    return { ...read, releases: [{ ...release, ...(effective === undefined ? {} : { effective }) }] };
  },
};
