/** The packs of a few invented sources, by their check sums: another pack of the same sources wants another recipe. */
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { assembleSources } from "../icd10cm/assemble.ts";
import { compileIcd10cm } from "../icd10cm/compile-pack.ts";
import { heldTexts, packMakers, packOf, type ReadSource, readSource, sourceKind } from "../read/source-kinds.ts";
import { packRecipe, packVersion } from "./pack-file.ts";

const line = (order: number, code: string, flag: 0 | 1, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
const files: Readonly<Record<string, string>> = {
  "icd10cm-order-2024.txt": [line(1, "J18", 0, "Pneumonia, not told by what"), line(2, "J189", 1, "Pneumonia, old words")].join(""),
  "icd10cm-order-2025.txt": [line(1, "J18", 0, "Pneumonia, not told"), line(2, "J189", 1, "Pneumonia, new words")].join(""),
  "tabular.xml":
    "<ICD10CM.tabular><version>2024</version><chapter><name>10</name><desc>Breathing (J00-J99)</desc><section id='J00-J39'><desc>Both (J00-J39)</desc><diag><name>J18</name><desc>Pneumonia, by what is not told</desc><excludes1><note>influenza (J11.0-)</note></excludes1><diag><name>J18.9</name><desc>Pneumonia, old words</desc><inclusionTerm><note>Lung fever</note></inclusionTerm></diag></diag></section></chapter></ICD10CM.tabular>",
  "index_2025.xml":
    "<ICD10CM.index><version>2025</version><title>Index</title><letter><title>P</title><mainTerm><title>Pneumonia<nemod>(acute)</nemod></title><code>J18.9</code><term level='1'><title>in flu</title><see>Influenza</see></term></mainTerm></letter></ICD10CM.index>",
  "icd10pcs_order_2026.txt": [line(1, "0AB", 0, "Some system, doing"), line(2, "0AB1XZZ", 1, "Doing one thing")].join(""),
  "mue_2026q1.csv": '"hcpcs_code","mue_units","mue_mai","mue_rationale"\n"99213",2,3,"Invented"\n',
  "lab_2026.csv": "YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC\n2026,80053,,20260101,N,00012.34,words\n",
  "hcpcs_2026q1.txt": "A0001\nA0002\nA0003\n",
};

/** What goes with each recipe. When a sum differs, raise `packRecipe` (or `packVersion`, for another shape), then write the sums anew. */
const sums: Readonly<Record<string, string>> = {
  recipe: "4.1",
  icd10cm: "747905147a5ac893",
  edits: "7747bc89fdd010b0",
  fees: "b2ea3ac69abd77f1",
  icd10pcs: "e48e011a97f06e03",
  hcpcs: "ff42142e94f3323c",
};

it("makes the same packs of the same sources, or says by its recipe that it makes others", () => {
  const read = Object.entries(files).flatMap(([name, text]): readonly ReadSource[] => {
    const kind = sourceKind(text, name);
    const found = kind === undefined ? undefined : readSource({ kind, name, text, otherwise: isoDate("2026-01-01") });
    return found?.value === undefined ? [] : [found.value];
  });
  expect(read.map((one) => one.name)).toEqual(Object.keys(files));
  const sumOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const made = packMakers.flatMap((maker) => {
    const own = heldTexts(read.filter((one) => packOf(one.kind) === maker.name));
    return own.length === 0 ? [] : [[maker.name, sumOf(maker.compile(own).bytes)] as const];
  });
  const diagnoses = compileIcd10cm({ ...assembleSources(read).value, starter: [], rules: [] });
  expect({ recipe: `${packVersion}.${packRecipe}`, icd10cm: sumOf(diagnoses), ...Object.fromEntries(made) }).toEqual(sums);
});
