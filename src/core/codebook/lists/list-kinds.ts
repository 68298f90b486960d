/**
 * Lists that a user has downloaded: specialties, reasons and remarks of payers, claim states, types of service, places, modifiers.
 * Some of their words belong to others (X12, NUCC): they stay in the packs of the installation that loaded them.
 */
import { type Finding, finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { badSourceXml } from "../codebook-findings.ts";
import { dayByName } from "../fees/fee-kind.ts";
import { columnsOf, readRows } from "../fees/rows.ts";
import { readXml } from "../read/xml.ts";

export type ListName =
  | "taxonomy"
  | "carc"
  | "rarc"
  | "adjustment-group"
  | "claim-status"
  | "claim-status-category"
  | "service-type"
  | "pos"
  | "modifier";

export interface ListRow {
  readonly list: ListName;
  readonly code: string;
  /** "" in a list of codes without words. */
  readonly title: string;
  readonly detail: string;
  /** Of a place of service: "F" or "N". Of a specialty: its grouping. */
  readonly extra: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export interface ListFile {
  readonly rows: readonly ListRow[];
  readonly effective?: IsoDate | undefined;
  readonly findings: readonly Finding[];
}

export type ListSourceKind = "nucc-taxonomy" | "adjustment-codes" | "claim-code-lists" | "code-list" | "places-of-service" | "modifiers";

export interface ListKind {
  readonly kind: ListSourceKind;
  readonly source: string;
  readonly licence: string;
  is(head: string, name: string): boolean;
  read(name: string, text: string): ListFile;
}

interface Shape<Column extends string> {
  readonly columns: Readonly<Record<Column, RegExp>>;
  /** Undefined: the row cannot be read. "aside": it is no code, such as a place that is not assigned. */
  row(cell: (column: Column) => string): ListRow | undefined | "aside";
}

function readList<Column extends string>(name: string, text: string, { columns, row }: Shape<Column>): Omit<ListFile, "effective"> {
  const rows: ListRow[] = [];
  let at: Readonly<Record<Column, number>> | undefined;
  const { findings } = readRows(name, text, {
    row: (cells) => {
      if (at === undefined) {
        at = columnsOf(cells, columns);
        return "aside";
      }
      const places = at;
      const read = row((column) => cells[places[column]]?.trim() ?? "");
      if (read === undefined) return false;
      if (read !== "aside") rows.push(read);
      return read === "aside" ? "aside" : true;
    },
  });
  return { rows, findings };
}

function dates(from: string, to: string): Pick<ListRow, "from" | "to"> {
  const day = (text: string): IsoDate | undefined => {
    const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
    if (us !== null) return parseIsoDate(`${us[3]}-${us[1]?.padStart(2, "0")}-${us[2]?.padStart(2, "0")}`);
    return /^\d{8}$/.test(text) ? parseIsoDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) : parseIsoDate(text);
  };
  const first = day(from);
  const last = day(to);
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) };
}

/** Version 25.1 came in July 2025 and is used from October, 25.0 in January and from April (NUCC). */
function taxonomyDay(name: string): IsoDate | undefined {
  const version = /taxonomy_(\d\d)([01])/i.exec(name.split(/[\\/]/).at(-1) ?? "");
  return version === null ? undefined : parseIsoDate(`20${version[1]}-${version[2] === "0" ? "04" : "10"}-01`);
}

const nuccTaxonomy: ListKind = {
  kind: "nucc-taxonomy",
  source: "Health care provider taxonomy, National Uniform Claim Committee",
  licence: "words: AMA for the NUCC, free to use; kept in this installation",
  is: (head) => /^Code,Grouping,Classification,Specialization,/i.test(head),
  read: (name, text) => ({
    ...readList(name, text, {
      columns: {
        code: /^Code$/i,
        grouping: /^Grouping$/i,
        kind: /^Classification$/i,
        special: /^Specialization$/i,
        detail: /^Definition$/i,
        display: /^Display Name$/i,
      },
      row: (cell) => {
        const code = cell("code");
        if (!/^[0-9A-Z]{9}X$/.test(code) || cell("kind") === "") return undefined;
        const words = cell("special") === "" ? cell("kind") : `${cell("kind")}, ${cell("special")}`;
        return { list: "taxonomy", code, title: cell("display") || words, detail: cell("detail"), extra: cell("grouping") };
      },
    }),
    effective: taxonomyDay(name) ?? dayByName(name),
  }),
};

const adjustmentLists: Readonly<Record<string, ListName>> = { CARC: "carc", RARC: "rarc", Group: "adjustment-group" };

const adjustmentCodes: ListKind = {
  kind: "adjustment-codes",
  source: "Claim adjustment reason and group codes (X12), remittance advice remark codes (CMS)",
  licence: "words of reasons: X12; kept in this installation",
  is: (head) => /^"?adj_code"?,"?adj_type"?,/i.test(head),
  read: (name, text) => {
    const read = readList(name, text, {
      columns: {
        code: /^adj_code$/i,
        type: /^adj_type$/i,
        title: /^adj_description$/i,
        usage: /^adj_usage$/i,
        notes: /^adj_notes$/i,
        from: /^adj_start_date$/i,
        to: /^adj_end_date$/i,
      },
      row: (cell) => {
        const list = adjustmentLists[cell("type")];
        if (list === undefined || !/^[A-Z]{0,2}\d{0,4}$/.test(cell("code")) || cell("code") === "" || cell("title") === "")
          return undefined;
        const detail = [cell("usage"), cell("notes")].filter((one) => one !== "").join(" ");
        return { list, code: cell("code"), title: cell("title"), detail, extra: "", ...dates(cell("from"), cell("to")) };
      },
    });
    return { ...read, effective: dayByName(name) ?? newest(read.rows) };
  },
};

/** A list that says no day of its own is as new as its newest code. */
function newest(rows: readonly ListRow[]): IsoDate | undefined {
  return rows
    .flatMap((row) => row.from ?? [])
    .sort()
    .at(-1);
}

const named: readonly (readonly [RegExp, ListName])[] = [
  [/remark|rarc/i, "rarc"],
  [/adjustment[-_ ]?reason|carc/i, "carc"],
  [/adjustment[-_ ]?group/i, "adjustment-group"],
  [/status[-_ ]?category/i, "claim-status-category"],
  [/claim[-_ ]?status/i, "claim-status"],
  [/service[-_ ]?type/i, "service-type"],
];

function listByName(name: string): ListName | undefined {
  const file = name.split(/[\\/]/).at(-1) ?? "";
  return named.find(([shape]) => shape.test(file))?.[1];
}

/** Code and description, as the keepers of external lists give them out; which list it is says the name of the file. */
const codeList: ListKind = {
  kind: "code-list",
  source: "External code list (X12, CMS)",
  licence: "words: their publisher's; kept in this installation",
  is: (head, name) => /^"?Code"?[,\t]"?Description"?(?:[,\t]|\r?$)/im.test(head) && listByName(name) !== undefined,
  read: (name, text) => {
    const list = listByName(name) ?? "rarc";
    const full = /Start Date/i.test(text.slice(0, 2000)) && /(?:Stop|End|Deactivated?) ?(?:Date)?/i.test(text.slice(0, 2000));
    const row = (cell: (column: "code" | "title") => string, days: Pick<ListRow, "from" | "to">): ListRow | undefined =>
      /^[A-Z0-9]{1,5}$/.test(cell("code")) && cell("title") !== ""
        ? { list, code: cell("code"), title: cell("title"), detail: "", extra: "", ...days }
        : undefined;
    const columns = { code: /^Code$/i, title: /^Description$/i };
    const read = full
      ? readList(name, text, {
          columns: { ...columns, from: /^Start Date$/i, to: /^(?:Stop|End|Deactivat\w*) ?(?:Date)?$/i },
          row: (cell) => row(cell, dates(cell("from"), cell("to"))),
        })
      : readList(name, text, { columns, row: (cell) => row(cell, {}) });
    return { ...read, effective: dayByName(name) ?? newest(read.rows) };
  },
};

const setNames: Readonly<Record<string, ListName>> = {
  remark_code: "rarc",
  service_type: "service-type",
  claim_status_cat: "claim-status-category",
  claim_status: "claim-status",
  pos: "pos",
};

/** Several lists in one document, codes without words. */
const claimCodeLists: ListKind = {
  kind: "claim-code-lists",
  source: "Code lists without words, collected for X12 readers",
  licence: "codes only",
  is: (head) => /<codesets[\s>]/.test(head),
  read: (name, text) => {
    const rows: ListRow[] = [];
    let element = "";
    let list: ListName | undefined;
    const problem = readXml(text, {
      open: (tag) => {
        element = tag;
      },
      text: (words) => {
        const plain = words.trim();
        if (element === "id") list = setNames[plain];
        else if (element === "code" && list !== undefined && plain !== "")
          rows.push({ list, code: plain, title: "", detail: "", extra: "" });
      },
      close: () => {
        element = "";
      },
    });
    const findings = problem === undefined ? [] : [finding(badSourceXml, {}, { file: name, line: problem.line, text: problem.reason })];
    return { rows, effective: dayByName(name), findings };
  },
};

const placesOfService: ListKind = {
  kind: "places-of-service",
  source: "Place of service code set, CMS",
  licence: "public domain",
  is: (head) => /^"?pos_code"?,"?pos_type"?,"?pos_name/i.test(head),
  read: (name, text) => ({
    ...readList(name, text, {
      columns: { code: /^pos_code$/i, type: /^pos_type$/i, title: /^pos_name$/i, detail: /^pos_description$/i },
      row: (cell) => {
        if (!/^\d\d$/.test(cell("code")) || cell("title") === "") return undefined;
        const extra = /^Facility$/i.test(cell("type")) ? "F" : /^Non-?Facility$/i.test(cell("type")) ? "N" : "";
        return { list: "pos", code: cell("code"), title: cell("title"), detail: cell("detail"), extra };
      },
    }),
    effective: dayByName(name),
  }),
};

const modifiers: ListKind = {
  kind: "modifiers",
  source: "HCPCS modifiers, CMS",
  licence: "public domain",
  is: (head) => /^"?modifier"?,"?long_description"?,/i.test(head),
  read: (name, text) => ({
    ...readList(name, text, {
      columns: { code: /^modifier$/i, title: /^long_description$/i, from: /^add_date$/i, to: /^term_date$/i },
      row: (cell) =>
        /^[A-Z0-9]{2}$/.test(cell("code")) && cell("title") !== ""
          ? { list: "modifier", code: cell("code"), title: cell("title"), detail: "", extra: "", ...dates(cell("from"), cell("to")) }
          : undefined,
    }),
    effective: dayByName(name),
  }),
};

export const listKinds: readonly ListKind[] = [nuccTaxonomy, adjustmentCodes, codeList, claimCodeLists, placesOfService, modifiers];
