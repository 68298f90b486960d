/** Procedures and modifiers in the order of their codes, a page of them. */
import type { CodeSystem } from "../../core/kernel/code-lookup.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { App } from "../context.ts";

const pageSize = 100;

export const listedSystems = ["hcpcs", "cpt", "modifier", "pos"] as const satisfies readonly CodeSystem[];

/** Codes from the one that begins as asked, of those that hold on the day. */
export function listCodes(
  { codeBook }: App,
  asked: { readonly system: (typeof listedSystems)[number]; readonly from: string; readonly after: string; readonly on: IsoDate },
) {
  const rows: { code: string; title: string }[] = [];
  const all = codeBook.codes(asked.system);
  const from = asked.from.trim().toUpperCase();
  let more = false;
  for (const code of all) {
    if (code < from || code <= asked.after || codeBook.validity(asked.system, code, asked.on) === "invalid") continue;
    if (rows.length === pageSize) {
      more = true;
      break;
    }
    rows.push({ code, title: codeBook.title(asked.system, code, asked.on) ?? "" });
  }
  return { rows, more, total: all.length };
}
