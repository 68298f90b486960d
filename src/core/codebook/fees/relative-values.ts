/**
 * The relative value file of the Medicare physician fee schedule (PPRRVU): nine lines of its own, a heading over four lines, and
 * 31 columns by place. Descriptors are the AMA's and the ADA's: they are not looked at. Copies with named columns may hold the
 * editions of a year one after another.
 */
import { parseIsoDate } from "../../kernel/iso-date.ts";
import { keyOf } from "../pack/code-key.ts";
import { codeOf, dayByName, dayIn, endOfYear, type FeeFile, type FeeKind, type FeeRelease, type FeeRow, modifierOf } from "./fee-kind.ts";
import { columnsOf, readRows } from "./rows.ts";
import { scaledNumber } from "./scaled.ts";

/** At two places; the last three are what the imaging cap is made of. */
export const valueColumns = ["work", "nonFacilityPe", "facilityPe", "malpractice", "capNonFacilityPe", "capFacilityPe", "capMalpractice"];

/** In the order of the text's cells. */
export const indicatorNames = [
  "status",
  "notUsed",
  "nonFacilityNa",
  "facilityNa",
  "pcTc",
  "globalDays",
  "preOp",
  "intraOp",
  "postOp",
  "multipleProcedure",
  "bilateral",
  "assistant",
  "coSurgeon",
  "team",
  "endoscopyBase",
  "supervision",
  "imagingFamily",
] as const;

type Column = "code" | "modifier" | "factor" | (typeof indicatorNames)[number] | (typeof valueColumns)[number];

/** July 2026: column 23 is a pricing indicator that says the same for every code. */
const byPlace: Readonly<Record<string, number>> = {
  code: 0,
  modifier: 1,
  status: 3,
  notUsed: 4,
  work: 5,
  nonFacilityPe: 6,
  nonFacilityNa: 7,
  facilityPe: 8,
  facilityNa: 9,
  malpractice: 10,
  pcTc: 13,
  globalDays: 14,
  preOp: 15,
  intraOp: 16,
  postOp: 17,
  multipleProcedure: 18,
  bilateral: 19,
  assistant: 20,
  coSurgeon: 21,
  team: 22,
  endoscopyBase: 24,
  factor: 25,
  supervision: 26,
  imagingFamily: 28,
  capNonFacilityPe: 29,
  capFacilityPe: 30,
  capMalpractice: 31,
};
const wholeWidth = 32;

const byName: Readonly<Record<Column, RegExp>> = {
  code: /^hcpcs$/i,
  modifier: /^mod$/i,
  status: /^status_code$/i,
  notUsed: /^not_used_for_medicare_payment$/i,
  work: /^work_rvu$/i,
  nonFacilityPe: /^non_fac_pe_rvu$/i,
  nonFacilityNa: /^non_fac_indicator$/i,
  facilityPe: /^facility_pe_rvu$/i,
  facilityNa: /^facility_indicator$/i,
  malpractice: /^mp_rvu$/i,
  pcTc: /^pctc_ind$/i,
  globalDays: /^glob_days$/i,
  preOp: /^pre_op$/i,
  intraOp: /^intra_op$/i,
  postOp: /^post_op$/i,
  multipleProcedure: /^mult_proc$/i,
  bilateral: /^bilat_surg$/i,
  assistant: /^asst_surg$/i,
  coSurgeon: /^co_surg$/i,
  team: /^team_surg$/i,
  endoscopyBase: /^endo_base$/i,
  factor: /^conv_factor$/i,
  supervision: /^physician_supervision/i,
  imagingFamily: /^diagnostic_imaging_family/i,
  capNonFacilityPe: /^non_facility_pe_used_for_opps/i,
  capFacilityPe: /^facility_pe_used_for_opps/i,
  capMalpractice: /^mp_used_for_opps/i,
};

const isOfficial = (head: string): boolean => /Physician Fee Schedule Relative Value File/i.test(head);
const isNamed = (head: string): boolean => /work_rvu"?[,\t]/i.test(head) && /conv_factor/i.test(head);

/** From 2026 on there are two files an edition: the one for qualifying participants of alternative payment models differs in its factor. */
const isForParticipants = (name: string): boolean => /(?<!non[-_ ]?)QPP/i.test(name.split(/[\\/]/).at(-1) ?? "");

const common = { source: "Medicare physician fee schedule, CMS", licence: "public domain; CPT numbers only, no descriptors" } as const;

export const relativeValuesKind: FeeKind = {
  kind: "mpfs-relative-values",
  title: "relative values",
  ...common,
  is: (head, name) => isNamed(head) || (isOfficial(head) && !isForParticipants(name)),
  read: readRelativeValueFile,
};

/** Read whole like the other; kept of it is the factor. */
export const participantFactorKind: FeeKind = {
  kind: "mpfs-participants",
  title: "conversion factor of qualifying participants",
  ...common,
  is: (head, name) => isOfficial(head) && isForParticipants(name),
  read: (name, text) => {
    const { releases, rows, findings } = readRelativeValueFile(name, text);
    return { releases: releases.map((one) => ({ ...one, columns: [], rows: [] })), rows, findings };
  },
};

interface Edition {
  readonly start: string;
  readonly end: string;
  readonly factor: string;
  readonly rows: FeeRow[];
}

function readRelativeValueFile(name: string, text: string): FeeFile {
  let at = byPlace;
  let start = -1;
  let end = -1;
  const editions = new Map<string, Edition>();
  const read = readRows(name, text, {
    row: (cells) => {
      const named = editions.size === 0 ? columnsOf(cells, byName) : undefined;
      if (named !== undefined) {
        at = named;
        start = cells.indexOf("date_start");
        end = cells.indexOf("date_end");
        return "aside";
      }
      const cell = (column: string): string => cells[at[column] ?? -1]?.trim() ?? "";
      const code = codeOf(cell("code"));
      const modifier = modifierOf(cell("modifier"));
      if (code === undefined || modifier === undefined || (at === byPlace && cells.length < wholeWidth)) return false;
      const numbers = valueColumns.map((column) => scaledNumber(cell(column), 2));
      const factor = scaledNumber(cell("factor"), 4);
      if (numbers.includes(undefined) || typeof factor !== "number" || !/^[A-Z]$/.test(cell("status"))) return false;
      const key = `${cells[start] ?? ""} ${cell("factor")}`;
      const edition = editions.get(key) ?? { start: cells[start] ?? "", end: cells[end] ?? "", factor: cell("factor"), rows: [] };
      editions.set(key, edition);
      edition.rows.push({
        key: keyOf(code + modifier),
        numbers: numbers.map((one) => (typeof one === "number" ? one : 0)),
        text: indicatorNames.map(cell).join("\t"),
      });
      return true;
    },
  });
  const said = /(20\d\d) National Physician Fee Schedule Relative Value File ([A-Z][a-z]+) Release/i.exec(text.slice(0, 4096));
  const byHeading = (said === null ? undefined : dayIn(`${said[2]} ${said[1]}`)) ?? dayByName(name);
  const releases = [...editions.values()].map((edition): FeeFile["releases"][number] => {
    const effective = parseIsoDate(edition.start) ?? byHeading;
    const until = parseIsoDate(edition.end);
    const release: Omit<FeeRelease, "effective"> = {
      columns: valueColumns,
      constants: { factor: edition.factor },
      rows: edition.rows,
      // An edition holds until the next one; the last of a year until its end.
      ...endOfYear(until ?? effective),
    };
    return { ...release, ...(effective === undefined ? {} : { effective }) };
  });
  return { releases, ...read };
}
