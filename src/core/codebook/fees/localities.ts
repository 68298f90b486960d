/** What belongs to a payment locality of Medicare: its indices, its counties, its anaesthesia factor; and the locality of a ZIP code. */
import { parseIsoDate } from "../../kernel/iso-date.ts";
import { keyOf } from "../pack/code-key.ts";
import { dayByName, dayIn, endOfYear, type FeeFile, type FeeKind, type FeeRow } from "./fee-kind.ts";
import { columnsOf, hasHeading, type RowsRead, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

const common = { source: "Medicare physician fee schedule, CMS", licence: "public domain" } as const;

/** "01112" and "5" are "0111205": the contractor's number and the locality's. Undefined when one of them is no such number. */
export function localityKey(contractor: string | undefined, locality: string | undefined): string | undefined {
  const first = contractor?.trim().padStart(5, "0") ?? "";
  const second = locality?.trim().padStart(2, "0") ?? "";
  return /^\d{5}$/.test(first) && /^[0-9A-Z]{2}$/.test(second) ? first + second : undefined;
}

/** How people write it. */
export function formatLocality(key: string): string {
  return `${key.slice(0, 5)}-${key.slice(5)}`;
}

function ofYear(name: string, head: string, read: RowsRead, release: Pick<FeeFile["releases"][number], "columns" | "rows">): FeeFile {
  const effective = dayIn(head) ?? dayByName(name);
  return {
    ...read,
    releases: [{ ...release, constants: {}, ...endOfYear(effective), ...(effective === undefined ? {} : { effective }) }],
  };
}

/** Three places. The index of work is taken with the floor that the law sets, where the file gives both. */
export const gpciKind: FeeKind = {
  kind: "mpfs-gpci",
  title: "geographic indices",
  ...common,
  is: (head) => /gpci_work/i.test(head) || (/PW GPCI/i.test(head) && /Locality/i.test(head)),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let heading = "";
    let at: Readonly<Record<"mac" | "state" | "locality" | "name" | "work" | "pe" | "mp", number>> | undefined;
    const read = readRows(name, text, {
      row: (cells) => {
        const shared = {
          mac: /^mac$|Administrative Contractor/i,
          state: /^state$/i,
          locality: /^locality(?: number)?$/i,
          name: /^locality[_ ]name/i,
          pe: /^gpci_pe$|PE GPCI/i,
          mp: /^gpci_mp$|MP GPCI/i,
        } as const;
        const named =
          at !== undefined
            ? undefined
            : (columnsOf(cells, { ...shared, work: /^gpci_work$|PW GPCI[^a-z]*\(?with(?!out)/i }) ??
              columnsOf(cells, { ...shared, work: /PW GPCI/i }));
        if (named !== undefined) {
          at = named;
          heading = cells.join(" ");
          return "aside";
        }
        const key = localityKey(cells[at?.mac ?? -1], cells[at?.locality ?? -1]);
        const numbers = at === undefined ? [] : [at.work, at.pe, at.mp].map((column) => scaledNumber(cells[column] ?? "", 3));
        if (at === undefined || key === undefined || !numbers.every((one) => typeof one === "number")) return false;
        rows.push({ key: keyOf(key), numbers, text: [cells[at.name], cells[at.state]].map((cell) => cell?.trim() ?? "").join("\t") });
        return true;
      },
    });
    return ofYear(name, /20\d\d(?= PW)/.exec(heading)?.[0] ?? "", read, { columns: ["work", "practiceExpense", "malpractice"], rows });
  },
};

/** Which counties a locality is made of. The official file names contractor and state once for all of their localities. */
export const countiesKind: FeeKind = {
  kind: "mpfs-counties",
  title: "counties of localities",
  ...common,
  is: (head) => /Counties/i.test(head) && /(?:fee[_ ]schedule[_ ]area|Locality Number)/i.test(head),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"mac" | "locality" | "state" | "area" | "counties", number>> | undefined;
    let before: readonly string[] = [];
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                mac: /^mac$|Administrative Contractor|^Carrier/i,
                locality: /^locality(?: number)?$/i,
                state: /^state(?:_name)?$/i,
                area: /fee[_ ]schedule[_ ]area/i,
                counties: /^counties$/i,
              });
        if (named !== undefined) {
          at = named;
          return "aside";
        }
        if (at === undefined) return false;
        const mac = cells[at.mac]?.trim() === "" ? before[at.mac] : cells[at.mac];
        const state = cells[at.state]?.trim() === "" ? before[at.state] : cells[at.state];
        const key = localityKey(mac, cells[at.locality]);
        if (key === undefined || cells.length <= at.counties) return false;
        before = cells.with(at.mac, mac ?? "").with(at.state, state ?? "");
        rows.push({
          key: keyOf(key),
          // Some localities stand on two lines, each with its own counties.
          part: cells[at.area]?.trim() ?? "",
          numbers: [],
          text: [state, cells[at.area], cells[at.counties]].map((cell) => cell?.trim() ?? "").join("\t"),
        });
        return true;
      },
    });
    return ofYear(name, "", read, { columns: [], rows });
  },
};

/** Dollars a unit at two places. */
export const anesthesiaKind: FeeKind = {
  kind: "mpfs-anesthesia",
  title: "anesthesia conversion factors",
  ...common,
  // A heading, not a text that speaks of such a file.
  is: (head) => /(?:^|[,\t])"?anes_cf"?(?:[,\t\r\n]|$)/im.test(head) || /Anesthesia (?:Conversion Factor|CF)/i.test(head),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"mac" | "locality" | "factor", number>> | undefined;
    let heading = "";
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                mac: /^mac$|^Contractor|Administrative Contractor/i,
                locality: /^locality(?: number)?$/i,
                factor: /anes_cf|Anesthesia|Conversion Factor/i,
              });
        if (named !== undefined) {
          at = named;
          heading = cells.join(" ");
          return "aside";
        }
        const key = localityKey(cells[at?.mac ?? -1], cells[at?.locality ?? -1]);
        const factor = scaledNumber(cells[at?.factor ?? -1] ?? "", 2);
        if (key === undefined || typeof factor !== "number") return false;
        rows.push({ key: keyOf(key), numbers: [factor], text: "" });
        return true;
      },
    });
    return ofYear(name, /20\d\d/.exec(heading)?.[0] ?? "", read, { columns: ["factor"], rows });
  },
};

/** ZIP code to contractor and locality, the quarter in each row. The text: locality, state, rural indicator, "1" when four more digits decide. */
export const zipLocalitiesKind: FeeKind = {
  kind: "zip-localities",
  title: "ZIP codes with their localities",
  ...common,
  is: (head) => hasHeading(head, /ZIP CODE/i, /CARRIER/i, /LOCALITY/i),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"state" | "zip" | "carrier" | "locality" | "rural" | "more" | "quarter", number>> | undefined;
    let quarter = "";
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                state: /^STATE$/i,
                zip: /^ZIP CODE$/i,
                carrier: /^CARRIER$/i,
                locality: /^LOCALITY$/i,
                rural: /^RURAL IND(?:ICATOR)?$/i,
                more: /^PLUS (?:4|FOUR) FLAG$/i,
                quarter: /^YEAR\/QTR$/i,
              });
        if (named !== undefined) {
          at = named;
          return "aside";
        }
        if (at === undefined) return false;
        const zip = cells[at.zip]?.trim().padStart(5, "0") ?? "";
        const key = localityKey(cells[at.carrier], cells[at.locality]);
        const given = cells[at.quarter]?.trim() ?? "";
        if (!/^\d{5}$/.test(zip) || key === undefined || !/^20\d\d0?[1-4]$/.test(given)) return false;
        quarter = given > quarter ? given : quarter;
        const text = [key, cells[at.state], cells[at.rural], cells[at.more]].map((cell) => cell?.trim() ?? "").join("\t");
        rows.push({ key: Number(zip), numbers: [], text });
        return true;
      },
    });
    const effective = parseIsoDate(`${quarter.slice(0, 4)}-${String(Number(quarter.slice(-1)) * 3 - 2).padStart(2, "0")}-01`);
    return { ...read, releases: [{ columns: [], constants: {}, rows, ...(effective === undefined ? {} : { effective }) }] };
  },
};
