/** Drugs of Part B: what Medicare pays at most for a unit, by quarter, and which package (NDC) is billed under which code. */
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { keyOf } from "../pack/code-key.ts";
import { codeOf, dayByName, dayIn, type FeeFile, type FeeKind, type FeeRow, noNumber } from "./fee-kind.ts";
import { columnsOf, hasHeading, type RowsRead, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

const common = { source: "Medicare Part B drug pricing files (ASP), CMS", licence: "public domain; no descriptors of the AMA" } as const;

/** Three places: limit, coinsurance in percent, limits of vaccine and blood products. The text: what a unit is, note. */
export const drugLimitsKind: FeeKind = {
  kind: "drug-limits",
  title: "payment limits of drugs",
  ...common,
  is: (head) => hasHeading(head, /Payment Limit/i, /HCPCS Code Dosage/i),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"code" | "dosage" | "limit" | "coinsurance" | "vaccine" | "blood" | "note", number>> | undefined;
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                code: /^HCPCS Code$/i,
                dosage: /^HCPCS Code Dosage$/i,
                limit: /^Payment Limit$/i,
                coinsurance: /^Co-?insurance Percentage$/i,
                vaccine: /^Vaccine Limit$/i,
                blood: /^Blood limit$/i,
                note: /^Notes$/i,
              });
        if (named !== undefined) {
          at = named;
          return "aside";
        }
        if (at === undefined) return false;
        const code = codeOf(cells[at.code]);
        const numbers = [at.limit, at.coinsurance, at.vaccine, at.blood].map((column) => scaledNumber(notApplicable(cells[column]), 3));
        if (code === undefined || cells.length <= at.limit || numbers.includes(undefined)) return false;
        rows.push({
          key: keyOf(code),
          numbers: numbers.map((one) => (typeof one === "number" ? one : noNumber)),
          text: [cells[at.dosage], cells[at.note]].map((cell) => cell?.trim() ?? "").join("\t"),
        });
        return true;
      },
    });
    return ofQuarter(name, text, read, { columns: ["limit", "coinsurance", "vaccine", "blood"], rows });
  },
};

function notApplicable(cell: string | undefined): string {
  return cell === undefined || /^N\/?A$/i.test(cell.trim()) ? "" : cell;
}

/** Three places: size of a package, packages, billing units of one, of all. The text: code, NDC as printed, drug, labeler, what a unit is. */
export const drugPackagesKind: FeeKind = {
  kind: "drug-packages",
  title: "drug packages (NDC) with their codes",
  ...common,
  is: (head) => hasHeading(head, /NDC2?/, /BILLUNITS/i),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"ndc" | "labeler" | "drug" | "dosage" | "size" | "quantity" | "units" | "all", number>> | undefined;
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                ndc: /^NDC2?$/i,
                labeler: /^LABELER NAME$/i,
                drug: /^Drug Name$/i,
                dosage: /^HCPCS dosage$/i,
                size: /^PKG SIZE$/i,
                quantity: /^PKG QTY$/i,
                units: /^BILLUNITS$/i,
                all: /^BILLUNITSPKG$/i,
              });
        if (named !== undefined) {
          at = named;
          return "aside";
        }
        if (at === undefined) return false;
        const code = codeOf(cells[0]);
        const printed = cells[at.ndc]?.trim() ?? "";
        const ndc = ndcOf(printed);
        const numbers = [at.size, at.quantity, at.units, at.all].map((column) => scaledNumber(cells[column] ?? "", 3));
        if (code === undefined || ndc === undefined || cells.length <= at.all || numbers.includes(undefined)) return false;
        rows.push({
          key: Number(ndc),
          part: code,
          numbers: numbers.map((one) => (typeof one === "number" ? one : noNumber)),
          text: [code, printed, cells[at.drug], cells[at.labeler], cells[at.dosage]].map((cell) => cell?.trim() ?? "").join("\t"),
        });
        return true;
      },
    });
    return ofQuarter(name, text, read, { columns: ["size", "quantity", "units", "all"], rows });
  },
};

/** Eleven digits of "13533-0636-01"; parts that are short get zeros before them. A package may be printed without its hyphens. */
export function ndcOf(text: string): string | undefined {
  const parts = text.trim().split("-");
  const whole =
    parts.length === 3
      ? `${parts[0]?.padStart(5, "0")}${parts[1]?.padStart(4, "0")}${parts[2]?.padStart(2, "0")}`
      : (parts[0] ?? "").padStart(11, "0");
  return /^\d{11,12}$/.test(whole) && parts.length !== 2 ? whole : undefined;
}

function ofQuarter(name: string, text: string, read: RowsRead, release: Pick<FeeFile["releases"][number], "columns" | "rows">): FeeFile {
  const said = /Effective\s+([A-Z][a-z]+ \d{1,2}, 20\d\d)(?:\s+through\s+([A-Z][a-z]+ \d{1,2}, 20\d\d))?/i.exec(text.slice(0, 8192));
  const effective = dayIn(said?.[1] ?? "") ?? dayByName(name);
  const until = lastDay(said?.[2]) ?? (effective === undefined ? undefined : endOfQuarter(effective));
  return {
    ...read,
    releases: [{ ...release, constants: {}, ...(until === undefined ? {} : { until }), ...(effective === undefined ? {} : { effective }) }],
  };
}

function lastDay(text: string | undefined): IsoDate | undefined {
  const first = dayIn(text?.replace(/ \d{1,2},/, "") ?? "");
  return first === undefined ? undefined : endOfQuarter(first);
}

function endOfQuarter(day: IsoDate): IsoDate | undefined {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return parseIsoDate(`${day.slice(0, 4)}-${["03-31", "06-30", "09-30", "12-31"][quarter - 1]}`);
}
