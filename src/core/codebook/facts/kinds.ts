/** The files that say something of codes: one line each in `factKinds`. */
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { allLines, type GivenFile, heldText, type KindOfSource } from "../read/kind-of-source.ts";
import { effectiveByName, releaseName } from "../read/release-day.ts";
import {
  type FactsRead,
  paymentYearIn,
  readCcsr,
  readCodeEditor,
  readConversions,
  readEquivalence,
  readHccHierarchy,
  readHccLabels,
  readHccMapping,
  readHccSheet,
  readHccYears,
  readPoaExempt,
  readRbcs,
  serviceYear,
} from "./read-facts.ts";

export interface FactKind<Kind extends string = string> extends KindOfSource<Kind> {
  facts(name: string, text: string): FactsRead;
}

function factKind<const Kind extends string>(
  kind: Kind,
  of: {
    is(head: string): boolean;
    facts(name: string, text: string): FactsRead;
    day(file: GivenFile): IsoDate | undefined;
    part?(rows: number): string | undefined;
    called(effective: IsoDate): string;
  },
): FactKind<Kind> {
  return {
    kind,
    pack: "facts",
    set: /^(?:hcc|gem)(?=-)/.exec(kind)?.[0] ?? kind,
    is: of.is,
    facts: of.facts,
    releaseName: of.called,
    read(file) {
      const { rows, findings } = of.facts(file.name, file.text);
      return heldText(file, { rows, findings }, { hint: of.day(file), part: of.part?.(rows) });
    },
  };
}

const payment = { called: (effective: IsoDate): string => `PY${Number(effective.slice(0, 4)) + 1}` } as const;

function paymentByName({ name }: GivenFile): IsoDate | undefined {
  const year = yearIn(name);
  return year === undefined ? undefined : serviceYear(year);
}

function yearIn(path: string): number | undefined {
  for (const part of path.split(/[\\/]/).toReversed()) {
    const year = /(?:^|[^0-9])(20\d\d)(?:[^0-9]|$)/.exec(part)?.[1];
    if (year !== undefined) return Number(year);
  }
  return undefined;
}

/** Version 41 of the Medicare Code Editor is that of fiscal year 2024, and 41.1 its update in April. */
function editorVersion({ name }: GivenFile): IsoDate | undefined {
  const version = /v(\d\d)(?:[._-]([01]))?(?!\d)/i.exec(name.split(/[\\/]/).at(-1) ?? "");
  if (version === null) return effectiveByName(name);
  const year = 1983 + Number(version[1]);
  return parseIsoDate(version[2] === "1" ? `${year}-04-01` : `${year - 1}-10-01`);
}

function editorName(effective: IsoDate): string {
  const year = Number(effective.slice(0, 4));
  return effective.slice(5) === "10-01" ? `MCE v${year - 1982}` : `MCE v${year - 1983}.1`;
}

/** Codes in a version of CCSR, where its name is lost. */
const ccsrCounts: ReadonlyMap<number, string> = new Map([[74_549, "2022-10-01"]]);

export const factKinds = [
  factKind("poa-exempt", {
    is: (head) => /^Order\d\d\tPOAexemptCode\tDescription/im.test(head),
    facts: readPoaExempt,
    day: ({ name }) => effectiveByName(name),
    // The list of additions has the same columns: it says nothing that the whole list does not.
    part: (rows) => (rows < 10_000 ? "additions" : undefined),
    called: releaseName,
  }),
  factKind("code-editor", {
    is: (head) => /^"?icd_code"?,"?icd_description"?,"?icd_conflict_group"?,"?icd_conflict_rule/im.test(head),
    facts: readCodeEditor,
    day: editorVersion,
    called: editorName,
  }),
  factKind("gem-icd10-to-icd9", {
    is: (head) => allLines(head, /^[A-Z](?:\d[0-9A-Z]|[A-Z]\d)[0-9A-Z ]{4} (?:[0-9EV]\d{2,4}|NoDx) +[01]{3}\d\d$/i),
    facts: (name, text) => readEquivalence(name, text, { fromIcd9: false }),
    day: ({ name }) => effectiveByName(name),
    called: (effective) => `GEM ${Number(effective.slice(0, 4)) + 1}`,
  }),
  factKind("gem-icd9-to-icd10", {
    is: (head) => allLines(head, /^[0-9EV]\d{2,4} +(?:[A-Z](?:\d[0-9A-Z]|[A-Z]\d)[0-9A-Z]{0,4}|NoDx) +[01]{3}\d\d$/i),
    facts: (name, text) => readEquivalence(name, text, { fromIcd9: true }),
    day: ({ name }) => effectiveByName(name),
    called: (effective) => `GEM ${Number(effective.slice(0, 4)) + 1}`,
  }),
  factKind("hcc-mapping", {
    is: (head) => /^diagnosis_code,cc,model_name/im.test(head),
    facts: readHccMapping,
    day: paymentByName,
    ...payment,
  }),
  factKind("hcc-sheet", {
    is: (head) => /ICD-10-CM Codes, ESRD, CMS-HCC/i.test(head) && /^"?Diagnosis\s+Code/im.test(head),
    facts: readHccSheet,
    day: ({ name, text }) => serviceYear(paymentYearIn(text) ?? yearIn(name) ?? 0),
    ...payment,
  }),
  factKind("hcc-years", {
    is: (head) => /^payment_year,diagnosis_code,cms_hcc_v24,/im.test(head),
    facts: readHccYears,
    // Each row names its year; the file is as new as the newest of them.
    day: ({ text }) => serviceYear(Math.max(...[...text.matchAll(/^(20\d\d),/gm)].map((one) => Number(one[1])), 0)),
    ...payment,
  }),
  factKind("hcc-labels", {
    is: (head) => /^cc,label,model_domain,model_version/im.test(head),
    facts: readHccLabels,
    day: paymentByName,
    ...payment,
  }),
  factKind("hcc-hierarchy", {
    is: (head) => /^cc_parent,cc_child,model_domain,model_version/im.test(head),
    facts: readHccHierarchy,
    day: paymentByName,
    ...payment,
  }),
  factKind("ccsr", {
    is: (head) => /^icd10cm\tccsr\r?$/im.test(head) || /^'?ICD-10-CM CODE'?,.*CCSR CATEGORY 1/i.test(head),
    facts: readCcsr,
    day: ({ name, text }) =>
      effectiveByName(name.split(/[\\/]/).at(-1) ?? "") ?? parseIsoDate(ccsrCounts.get(text.trimEnd().split("\n").length - 1) ?? ""),
    called: (effective) => `CCSR of ${releaseName(effective)}`,
  }),
  factKind("rbcs", {
    is: (head) => /^"?hcpcs_code"?,"?rbcs_procedure"?,"?rbcs_category/im.test(head),
    facts: readRbcs,
    day: ({ name }) => parseIsoDate(`${yearIn(name)}-01-01`),
    called: (effective) => `RBCS ${effective.slice(0, 4)}`,
  }),
  factKind("icd10cm-conversions", {
    is: (head) => /^"?Current code assignment"?\tEffective\t/im.test(head),
    facts: readConversions,
    day: ({ name }) => effectiveByName(name),
    called: releaseName,
  }),
] as const satisfies readonly FactKind[];
