/** What lists say of codes, in a pack: each list beside its older ones, the newest that had begun answers. */
import type { Finding } from "../../kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { codesInNote } from "../code-text.ts";
import { codeOfKey, firstAtLeast, keyOf } from "../pack/code-key.ts";
import { createPackWriter, type Pack } from "../pack/pack-file.ts";
import type { HeldText, PackMaker } from "../read/kind-of-source.ts";
import { factKinds } from "./kinds.ts";
import { type Fact, type FactRow, mark } from "./read-facts.ts";

export interface FactRelease {
  readonly fact: Fact;
  readonly name: string;
  readonly effective: IsoDate;
  readonly rows: number;
}

export interface EquivalentCode {
  /** "" where there is none. */
  readonly code: string;
  readonly isApproximate: boolean;
  /** Only together with the codes of the same scenario. */
  readonly isCombination: boolean;
  readonly scenario: number;
  readonly choice: number;
  readonly release: string;
}

export interface RiskCategory {
  /** "V28", "ESRD V24", "RxHCC V08". */
  readonly model: string;
  readonly category: string;
  readonly label?: string;
  /** Categories of the model that make this one count no more when the same person has them. */
  readonly above: readonly string[];
  /** The payment year. */
  readonly release: string;
}

export interface CodeEditorEdit {
  readonly edit: string;
  readonly words: string;
  readonly release: string;
}

/** What lists beside the classification say of a diagnosis on a day. */
export interface DiagnosisFacts {
  readonly poaExempt?: { readonly isExempt: boolean; readonly release: string };
  readonly codeEditor: readonly CodeEditorEdit[];
  readonly riskCategories: readonly RiskCategory[];
  readonly ccsr: readonly { readonly category: string; readonly words: string; readonly release: string }[];
  readonly icd9: readonly EquivalentCode[];
  /** New codes with what was reported before them. */
  readonly replaces: readonly { readonly from: IsoDate; readonly codes: readonly string[] }[];
  readonly replacedBy: readonly { readonly from: IsoDate; readonly code: string }[];
}

export interface ServiceGroup {
  readonly category: string;
  readonly subcategory: string;
  readonly family: string;
  readonly kind: string;
  readonly release: string;
}

export interface FactBook {
  readonly releases: readonly FactRelease[];
  /** The list of this kind that holds on the day. */
  releaseOn(fact: Fact, on: IsoDate): FactRelease | undefined;
  diagnosis(code: string, on: IsoDate): DiagnosisFacts;
  codeEditor(code: string, on: IsoDate): readonly CodeEditorEdit[];
  /** ICD-9-CM to ICD-10-CM. */
  icd10Of(icd9: string): readonly EquivalentCode[];
  serviceGroup(code: string, on: IsoDate): ServiceGroup | undefined;
  /** The categories of one model that count when one person has all of these codes. */
  riskOf(codes: readonly string[], options: { readonly model: string; readonly on: IsoDate }): readonly RiskCategory[];
}

/** Who publishes each. */
export const factSources: Readonly<Record<Fact, string>> = {
  "poa-exempt": "POA exempt list, CMS",
  "code-editor": "Medicare Code Editor, CMS",
  "icd9-of": "General Equivalence Mappings, CMS and CDC/NCHS",
  "icd10-of": "General Equivalence Mappings, CMS and CDC/NCHS",
  hcc: "Risk adjustment, CMS",
  "hcc-label": "Risk adjustment, CMS",
  "hcc-above": "Risk adjustment, CMS",
  ccsr: "Clinical Classifications Software Refined, AHRQ",
  rbcs: "Restructured BETOS, CMS",
  conversion: "ICD-10-CM conversion table, CDC/NCHS",
};

interface Meta {
  readonly releases: readonly FactRelease[];
}

export const factsPack: PackMaker<"facts"> = { name: "facts", searched: false, compile: compileFacts };

interface List extends Omit<FactRelease, "rows"> {
  readonly rows: readonly FactRow[];
}

/** Of the files with risk categories the first that has a model for a year gives it. */
const hccFirst = ["hcc-mapping", "hcc-sheet", "hcc-years"];

function compileFacts(files: readonly HeldText[]): { readonly bytes: Uint8Array<ArrayBuffer>; readonly findings: readonly Finding[] } {
  const lists = listsOf(files).toSorted((a, b) => compare(a.fact, b.fact) || compare(a.effective, b.effective));
  const writer = createPackWriter();
  lists.forEach(({ rows }, at) => {
    const sorted = rows
      .map((row, order) => ({ key: keyOf(row.key), value: row.value, order }))
      .sort((a, b) => a.key - b.key || a.order - b.order);
    writer.add(
      `f${at}_key`,
      Float64Array.from(sorted, (row) => row.key),
    );
    writer.addTexts(
      `f${at}_value`,
      sorted.map((row) => writer.intern(row.value)),
    );
  });
  const meta: Meta = { releases: lists.map(({ fact, name, effective, rows }) => ({ fact, name, effective, rows: rows.length })) };
  return { bytes: writer.finish({ kind: "facts", meta }), findings: [] };
}

function listsOf(files: readonly HeldText[]): readonly List[] {
  const lists = new Map<string, List>();
  const risk = new Map<IsoDate, Map<string, readonly FactRow[]>>();
  const ranked = files.toSorted((a, b) => hccFirst.indexOf(a.kind) - hccFirst.indexOf(b.kind) || compare(a.effective, b.effective));
  for (const file of ranked) {
    const kind = factKinds.find((one) => one.kind === file.kind);
    if (kind === undefined) continue;
    for (const list of kind.facts(file.name, file.text).lists) {
      const effective = list.effective ?? file.effective;
      if (list.fact === "hcc") {
        const models = risk.get(effective) ?? new Map<string, readonly FactRow[]>();
        risk.set(effective, models);
        const own = new Map<string, FactRow[]>();
        for (const row of list.rows) {
          const model = row.value.split(mark)[0] ?? "";
          const rows = own.get(model);
          if (rows === undefined) own.set(model, [row]);
          else rows.push(row);
        }
        for (const [model, rows] of own) if (!models.has(model)) models.set(model, rows);
        continue;
      }
      const key = `${list.fact} ${effective}`;
      const known = lists.get(key);
      // Additions to a list say nothing that the whole of it does not.
      if (known !== undefined && known.rows.length > list.rows.length) continue;
      lists.set(key, { fact: list.fact, name: kind.releaseName(effective), effective, rows: list.rows });
    }
  }
  const hccs = [...risk].map(([effective, models]): List => {
    const name = `PY${Number(effective.slice(0, 4)) + 1}`;
    return { fact: "hcc", name, effective, rows: [...models.keys()].sort().flatMap((model) => models.get(model) ?? []) };
  });
  // A list of additions alone is no list.
  return [...lists.values(), ...hccs].filter((one) => one.fact !== "poa-exempt" || one.rows.length >= 10_000);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function openFacts(pack: Pack): FactBook {
  const { releases } = pack.meta as Meta;
  const columns = releases.map((_, at) => ({ keys: pack.f64(`f${at}_key`), values: pack.u32(`f${at}_value`) }));
  const listOn = (fact: Fact, on: IsoDate): number => releases.findLastIndex((one) => one.fact === fact && one.effective <= on);
  const valuesIn = (list: number, key: string): readonly (readonly string[])[] => {
    const column = columns[list];
    const wanted = keyOf(key);
    if (column === undefined || wanted === 0) return [];
    const found: (readonly string[])[] = [];
    for (let at = firstAtLeast(column.keys, wanted); column.keys[at] === wanted; at += 1)
      found.push(pack.texts.text(column.values[at] ?? 0).split(mark));
    return found;
  };
  const nameOf = (list: number): string => releases[list]?.name ?? "";
  /** Lists that only grow, and mappings that are made no more: the newest, whatever the day. */
  const newest = (fact: Fact): number => releases.findLastIndex((one) => one.fact === fact);
  const equivalents = (fact: Fact, key: string): readonly EquivalentCode[] => {
    const list = newest(fact);
    return valuesIn(list, key).map(([code = "", flags = ""]) => ({
      code,
      isApproximate: flags[0] === "1",
      isCombination: flags[2] === "1",
      scenario: Number(flags[3]),
      choice: Number(flags[4]),
      release: nameOf(list),
    }));
  };
  const ofModel = (list: number, category: string, model: string): readonly string[] =>
    valuesIn(list, category).flatMap(([of, said = ""]) => (of === model ? [said] : []));
  const risks = (code: string, on: IsoDate): readonly RiskCategory[] => {
    const list = listOn("hcc", on);
    return valuesIn(list, code).map(([model = "", category = ""]) => {
      const label = ofModel(newest("hcc-label"), category, model)[0];
      return {
        model,
        category,
        ...(label === undefined ? {} : { label }),
        above: ofModel(newest("hcc-above"), category, model),
        release: nameOf(list),
      };
    });
  };
  const codeEditor = (code: string, on: IsoDate): readonly CodeEditorEdit[] => {
    const list = listOn("code-editor", on);
    return valuesIn(list, code).map(([edit = "", words = ""]) => ({ edit, words, release: nameOf(list) }));
  };
  let replacing: Map<string, { from: IsoDate; code: string }[]> | undefined;
  /** The table names what was before; turned round once, when it is asked what came after. */
  const replacements = (): NonNullable<typeof replacing> => {
    if (replacing !== undefined) return replacing;
    replacing = new Map();
    const column = columns[newest("conversion")];
    for (const [row, key] of (column?.keys ?? new Float64Array()).entries()) {
      const [from = "", before = ""] = pack.texts.text(column?.values[row] ?? 0).split(mark);
      const day = parseIsoDate(from);
      if (day === undefined) continue;
      for (const { from: code } of codesInNote(before)) {
        const list = replacing.get(code);
        if (list === undefined) replacing.set(code, [{ from: day, code: codeOfKey(key) }]);
        else list.push({ from: day, code: codeOfKey(key) });
      }
    }
    return replacing;
  };
  return {
    releases,
    releaseOn: (fact, on) => releases[listOn(fact, on)],
    codeEditor,
    icd10Of: (icd9) => equivalents("icd10-of", icd9.replace(".", "").toUpperCase()),
    diagnosis(code, on) {
      const poa = listOn("poa-exempt", on);
      const ccsr = listOn("ccsr", on);
      return {
        ...(poa < 0 ? {} : { poaExempt: { isExempt: valuesIn(poa, code).length > 0, release: nameOf(poa) } }),
        codeEditor: codeEditor(code, on),
        riskCategories: risks(code, on),
        ccsr: valuesIn(ccsr, code).map(([category = "", words = ""]) => ({ category, words, release: nameOf(ccsr) })),
        icd9: equivalents("icd9-of", code),
        replaces: valuesIn(newest("conversion"), code).flatMap(([from = "", before = ""]) => {
          const day = parseIsoDate(from);
          return day === undefined ? [] : [{ from: day, codes: codesInNote(before).map((range) => range.from) }];
        }),
        replacedBy: replacements().get(code) ?? [],
      };
    },
    serviceGroup(code, on) {
      const list = newest("rbcs");
      const rows = valuesIn(list, code).filter(([, , , , from = "", to = ""]) => from <= on && (to === "" || on <= to));
      const [category, subcategory = "", family = "", kind = ""] = rows.at(-1) ?? [];
      return category === undefined ? undefined : { category, subcategory, family, kind, release: nameOf(list) };
    },
    riskOf(codes, { model, on }) {
      const all = codes.flatMap((code) => risks(code, on)).filter((one) => one.model === model);
      const had = new Set(all.map((one) => one.category));
      const counted = new Map<string, RiskCategory>();
      for (const one of all) if (!one.above.some((parent) => had.has(parent))) counted.set(one.category, one);
      return [...counted.values()];
    },
  };
}
