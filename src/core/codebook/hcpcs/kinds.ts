/** The quarterly files of HCPCS Level II. */
import { type IsoDate, parseIsoDate } from "../../kernel/iso-date.ts";
import { quarterByName, quarterName } from "../ncci/read-ncci.ts";
import { allLines, heldText, type KindOfSource } from "../read/kind-of-source.ts";
import { monthByName } from "../read/release-day.ts";
import { readAnweb, readCodeList, readHcpcsSheet } from "./read-hcpcs.ts";

const common = { pack: "hcpcs", set: "hcpcs", releaseName: (effective: IsoDate) => quarterName(effective) } as const;

export const hcpcsAnweb: KindOfSource<"hcpcs-anweb"> = {
  ...common,
  kind: "hcpcs-anweb",
  is: (head) => /^(?: {3}[A-Z0-9]{2}|[A-Z]\d{4})\d{5}[37].{80}/m.test(head) && /^.{268}[ \d]{24}[A-Z]? *\r?$/m.test(head),
  read(file) {
    const { value, findings } = readAnweb(file.name, file.text);
    return heldText(file, { rows: value.length, findings }, { hint: releaseDay(file.name) });
  },
};

export const hcpcsSheet: KindOfSource<"hcpcs-sheet"> = {
  ...common,
  kind: "hcpcs-sheet",
  is: (head) => /^"?HCPC"?[\t,]"?SEQNUM"?[\t,]"?RECID"?[\t,]/im.test(head),
  read(file) {
    const { value, findings } = readHcpcsSheet(file.name, file.text, markOf(file.text));
    return heldText(file, { rows: value.length, findings }, { hint: releaseDay(file.name) });
  },
};

export const hcpcsCodes: KindOfSource<"hcpcs-codes"> = {
  ...common,
  kind: "hcpcs-codes",
  is: (head) => allLines(head, /^[A-Z]\d{4}$/),
  read(file) {
    const { value, findings } = readCodeList(file.name, file.text);
    return heldText(file, { rows: value.length, findings }, { hint: releaseDay(file.name) });
  },
};

export function markOf(text: string): "," | "\t" {
  return /^"?HCPC"?\t/im.test(text.slice(0, 20_000)) ? "\t" : ",";
}

/** "HCPC2025_OCT_ANWEB", "hcpcs_2026q3", "HCPC2019_CONTR_ANWEB": without a month or quarter it is the year's own file, of January. */
function releaseDay(name: string): IsoDate | undefined {
  const said = quarterByName(name) ?? monthByName(name);
  if (said !== undefined) return said;
  const year = /(20\d\d)/.exec(name.split(/[\\/]/).at(-1) ?? "")?.[1];
  return year === undefined ? undefined : parseIsoDate(`${year}-01-01`);
}
