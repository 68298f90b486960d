/** ICD-10-PCS to be walked: a code character by character, the table it stands in, its codes, and one code whole. */
import { normalizeCode } from "../../core/codebook/code-text.ts";
import type { PcsBook } from "../../core/codebook/icd10pcs/model.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { App } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

const pageSize = 100;
const notLoaded = notFound("release of ICD-10-PCS");

type Loaded = Pick<App, "codeBook">;

/** Which characters may follow, so that every choice leads to a code of the day; from the third on the table as well. */
export function pcsStep({ codeBook: { pcs } }: Loaded, { prefix: given, on }: { readonly prefix: string; readonly on: IsoDate }) {
  if (pcs === undefined) return notLoaded;
  const prefix = normalizeCode(given);
  const { settled, choices, codes, only, tablesFrom } = pcs.complete(prefix, on);
  const table = pcs.table(prefix, on);
  const release = pcs.releaseOn(on);
  return ok({
    prefix,
    settled,
    choices,
    codes,
    only,
    ...onlyCode(pcs, prefix + only, on),
    ...(tablesFrom === undefined ? {} : { tablesFrom }),
    ...(release === undefined ? {} : { release }),
    ...(table === undefined ? {} : { table }),
  });
}

/** The one code that is left. */
function onlyCode(pcs: PcsBook, code: string, on: IsoDate) {
  if (code.length !== 7 || pcs.validity(code, on) !== "valid") return {};
  return { onlyCode: { code, title: pcs.title(code, on) ?? "" } };
}

export function pcsCodes(
  { codeBook: { pcs } }: Loaded,
  asked: { readonly prefix: string; readonly on: IsoDate; readonly after: string },
): Outcome<{ readonly total: number; readonly codes: ReturnType<PcsBook["codesFrom"]>; readonly more: boolean }> {
  if (pcs === undefined) return notLoaded;
  const all = pcs.codesFrom(normalizeCode(asked.prefix), asked.on);
  const rest = asked.after === "" ? all : all.filter(({ code }) => code > asked.after);
  return ok({ total: all.length, codes: rest.slice(0, pageSize), more: rest.length > pageSize });
}

export function pcsPage({ codeBook: { pcs } }: Loaded, { code: given, on }: { readonly code: string; readonly on: IsoDate }) {
  if (pcs === undefined) return notLoaded;
  const code = normalizeCode(given);
  const detail = pcs.detail(code, on);
  if (detail === undefined) return notFound("code in the loaded releases");
  const release = pcs.releaseOn(on);
  return ok({ ...detail, validity: pcs.validity(code, on), ...(release === undefined ? {} : { release }) });
}
