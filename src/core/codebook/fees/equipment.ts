/** Durable medical equipment, prosthetics, orthotics and supplies: an amount for each state, and where it is rural another one. */
import { parseIsoDate } from "../../kernel/iso-date.ts";
import { keyOf } from "../pack/code-key.ts";
import { codeOf, dayByName, dayIn, endOfYear, type FeeKind, type FeeRow, modifierOf, noNumber } from "./fee-kind.ts";
import { columnsOf, hasHeading, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

const common = { source: "DMEPOS fee schedule, CMS", licence: "public domain" } as const;

/** Two places. Columns: "ceiling", "floor", then "AL" and "AL R" for each state. The text: second modifier, jurisdiction, category. */
export const equipmentKind: FeeKind = {
  kind: "dmepos",
  title: "equipment and supplies by state",
  ...common,
  is: (head) => hasHeading(head, /\bJURIS\b/i, /\bCATG\b/i, /\(NR\)/),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let at: Readonly<Record<"code" | "first" | "second" | "jurisdiction" | "category" | "ceiling" | "floor", number>> | undefined;
    let states: readonly { readonly column: string; readonly at: number }[] = [];
    let heading = "";
    const read = readRows(name, text, {
      row: (cells) => {
        const named =
          at !== undefined
            ? undefined
            : columnsOf(cells, {
                code: /^HCPCS$/i,
                first: /^Mod$/i,
                second: /^Mod ?2$/i,
                jurisdiction: /^JURIS$/i,
                category: /^CATG$/i,
                ceiling: /^Ceiling$/i,
                floor: /^Floor$/i,
              });
        if (named !== undefined) {
          at = named;
          states = cells.flatMap((cell, column) => {
            const state = /^([A-Z]{2})\s*(?:\((NR|R)\))?$/.exec(cell.trim());
            return state === null ? [] : [{ column: state[2] === "R" ? `${state[1]} R` : (state[1] ?? ""), at: column }];
          });
          return "aside";
        }
        if (at === undefined) {
          heading += ` ${cells.join(" ")}`;
          return false;
        }
        const code = codeOf(cells[at.code]);
        const first = modifierOf(cells[at.first]);
        const second = modifierOf(cells[at.second]);
        if (code === undefined || first === undefined || second === undefined) return false;
        if (cells.length <= at.floor || states.length === 0) return false;
        const numbers = [at.ceiling, at.floor, ...states.map((one) => one.at)].map((column) => scaledNumber(cells[column] ?? "", 2));
        if (numbers.includes(undefined)) return false;
        rows.push({
          key: keyOf(code + first),
          part: second,
          // The table writes 0 where it has no amount.
          numbers: numbers.map((one) => (typeof one === "number" && one !== 0 ? one : noNumber)),
          text: [second, cells[at.jurisdiction]?.trim() ?? "", cells[at.category]?.trim() ?? ""].join("\t"),
        });
        return true;
      },
    });
    const effective = dayIn(heading) ?? dayByName(name);
    const columns = ["ceiling", "floor", ...states.map((one) => one.column)];
    const release = { columns, constants: {}, rows, ...endOfYear(effective) };
    return { ...read, releases: [{ ...release, ...(effective === undefined ? {} : { effective }) }] };
  },
};

/** ZIP codes that are rural for the schedule, or lie in an area of competitive bidding. The text: state, which. */
export const ruralZipsKind: FeeKind = {
  kind: "dmepos-zips",
  title: "rural ZIP codes of the equipment schedule",
  ...common,
  is: (head) => /DMEPOS RURAL ZIP CODE/i.test(head),
  read: (name, text) => {
    const rows: FeeRow[] = [];
    let started = false;
    let quarter = "";
    const read = readRows(name, text, {
      row: (cells) => {
        if (/ZIP CODE/i.test(cells[1] ?? "")) {
          started = true;
          return "aside";
        }
        const [state = "", zip = "", given = "", location = ""] = cells.map((cell) => cell.trim());
        if (!started || !/^[A-Z]{2}$/.test(state) || !/^\d{1,5}$/.test(zip) || !/^20\d\d0[1-4]$/.test(given)) return false;
        if (location === "") return false;
        quarter = given > quarter ? given : quarter;
        // Saved again by a workbook, the ZIP has lost the zeros before it.
        rows.push({ key: Number(zip), part: location, numbers: [], text: `${state}\t${location}` });
        return true;
      },
    });
    const effective = parseIsoDate(`${quarter.slice(0, 4)}-${String(Number(quarter.slice(-1)) * 3 - 2).padStart(2, "0")}-01`);
    return { ...read, releases: [{ columns: [], constants: {}, rows, ...(effective === undefined ? {} : { effective }) }] };
  },
};
