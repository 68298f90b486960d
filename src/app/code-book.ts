/** The code book for a page: search, and one code with its notes and neighbours. */
import { formatDiagnosis, hasIcd10Shape, normalizeCode } from "../core/codebook/code-text.ts";
import type { DiagnosisDetail, ProcedureDetail } from "../core/codebook/model.ts";
import { systemOf } from "../core/codebook/read-procedures.ts";
import { type FacetName, facetCounts, facetNames, facetsOf } from "../core/codebook/search/facets.ts";
import { searchCodes } from "../core/codebook/search/search.ts";
import { formatUsd } from "../core/kernel/cents.ts";
import type { CodeSystem } from "../core/kernel/code-lookup.ts";
import { formatDecimal } from "../core/kernel/decimal.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import type { App } from "./context.ts";
import { notFound, type Outcome } from "./refusal.ts";

export const searchableSystems = [
  "icd10cm",
  "icd10pcs",
  "cpt",
  "hcpcs",
  "modifier",
  "pos",
  "carc",
  "rarc",
] as const satisfies readonly CodeSystem[];

/** So many of the best are counted by facet. */
const counted = 200;

/** `systems`: names with commas between; empty asks all. `narrow`: only codes of which the facets say this. */
export function searchCodeBook(
  app: App,
  asked: {
    readonly text: string;
    readonly systems: string;
    readonly on: IsoDate;
    readonly limit: number;
    readonly narrow?: { readonly [name in FacetName]?: string | undefined };
  },
) {
  const systems = searchableSystems.filter((system) => asked.systems.split(",").includes(system));
  const found = searchCodes(app.codeBook, asked.text, {
    on: asked.on,
    limit: counted,
    ...(systems.length === 0 ? {} : { systems }),
  }).map((hit) => ({ hit, facets: facetsOf(app.codeBook, hit, asked.on) }));
  const wanted = found.filter(({ facets }) =>
    facetNames.every((name) => asked.narrow?.[name] === undefined || asked.narrow[name] === facets[name]),
  );
  return {
    results: wanted.slice(0, asked.limit).map(({ hit }) => ({
      ...hit,
      code: hit.system === "icd10cm" ? formatDiagnosis(hit.code) : hit.code,
      path: [hit.path],
    })),
    facets: facetCounts(found.map(({ facets }) => facets)),
  };
}

export interface CodePage {
  readonly system: string;
  readonly code: string;
  readonly title: string;
  readonly billable: boolean;
  readonly validity: "valid" | "invalid" | "unknown";
  readonly release?: string;
  readonly parents: { code: string; title: string }[];
  readonly children: { code: string; title: string; billable: boolean }[];
  readonly notes: { kind: string; text: string; from: string }[];
  readonly indexPaths: string[];
  readonly facts: { name: string; value: string }[];
}

export function showCode(
  app: App,
  { system, code: given, on }: { readonly system: string; readonly code: string; readonly on: IsoDate },
): Outcome<CodePage> {
  const code = normalizeCode(given);
  const { codeBook } = app;
  if (system === "icd10cm") {
    const detail = codeBook.diagnosis(code, on);
    return detail === undefined ? notFound("code in the loaded releases") : ok(diagnosisPage(app, detail, on));
  }
  if (system === "cpt" || system === "hcpcs") {
    const detail = codeBook.procedure(code, on);
    return detail === undefined ? notFound("code in the loaded releases") : ok(procedurePage(app, detail, on));
  }
  const known = searchableSystems.find((one) => one === system);
  const title = known === undefined ? undefined : codeBook.title(known, code, on);
  if (known === undefined || title === undefined) return notFound("code in the loaded releases");
  return ok({
    system,
    code,
    title,
    billable: true,
    validity: codeBook.validity(known, code, on),
    parents: [],
    children: [],
    notes: [],
    indexPaths: [],
    facts: [],
  });
}

function diagnosisPage({ codeBook }: App, detail: DiagnosisDetail, on: IsoDate): CodePage {
  const release = codeBook.release("icd10cm", on);
  const titled = (code: string) => ({ code: formatDiagnosis(code), title: codeBook.diagnosis(code, on)?.title ?? "" });
  return {
    system: "icd10cm",
    code: formatDiagnosis(detail.code),
    title: detail.title,
    billable: detail.billable,
    validity: codeBook.validity("icd10cm", detail.code, on),
    parents: detail.ancestors.map(titled),
    children: detail.children.map((child) => ({ ...titled(child), billable: codeBook.diagnosis(child, on)?.billable ?? false })),
    notes: detail.allNotes.map((note) => ({ kind: note.kind, text: note.text, from: placeOf(note) })),
    indexPaths: [...detail.indexPaths],
    facts: [...(detail.allFlags.length === 0 ? [] : [{ name: "Rules", value: detail.allFlags.join(", ") }]), ...validFacts(detail)],
    ...(release === undefined ? {} : { release }),
  };
}

/** Where a note stands and, since lists are published later than codes, in which release. */
function placeOf({ at, release }: { readonly at: string; readonly release?: string }): string {
  const place = hasIcd10Shape(at) ? formatDiagnosis(at) : at;
  return release === undefined ? place : `${place} (${release})`;
}

function procedurePage({ codeBook }: App, detail: ProcedureDetail, on: IsoDate): CodePage {
  const system = systemOf(detail.code) ?? detail.system;
  const { values, mue } = detail;
  const lab = codeBook.fee("clinical-lab", detail.code, on);
  return {
    system,
    code: detail.code,
    title: detail.wording,
    billable: true,
    validity: codeBook.validity(system, detail.code, on),
    parents: [],
    children: [],
    notes: [],
    indexPaths: [],
    facts: [
      ...(lab === undefined ? [] : [{ name: "Clinical laboratory fee", value: formatUsd(lab) }]),
      ...(values === undefined
        ? []
        : [
            {
              name: "RVU work, office practice, malpractice",
              value: [values.work, values.nonFacilityPe, values.malpractice].map(formatDecimal).join(", "),
            },
          ]),
      ...(detail.globalDays === undefined ? [] : [{ name: "Global days", value: detail.globalDays }]),
      ...(mue === undefined ? [] : [{ name: "Most units a day (MUE)", value: `${mue.units}, adjudication indicator ${mue.mai}` }]),
      ...validFacts(detail),
    ],
  };
}

function validFacts({ from, to }: { readonly from?: IsoDate; readonly to?: IsoDate }): { name: string; value: string }[] {
  return [
    ...(from === undefined ? [] : [{ name: "Valid from", value: from }]),
    ...(to === undefined ? [] : [{ name: "Valid through", value: to }]),
  ];
}
