/** Where the publishers keep the official releases: the list in `data/sources`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type IsoDate, parseIsoDate } from "../../core/kernel/iso-date.ts";
import { findDataFolder } from "../load-code-book.ts";

export interface OfficialFile {
  readonly set: string;
  readonly title: string;
  /** First day of the release; absent where the address is made from the day. */
  readonly from?: IsoDate;
  /** `agreement`: the publisher gives it after its licence was agreed to, so a person fetches it from the page. */
  readonly how: "fetch" | "agreement";
  readonly address: string;
  readonly sha256?: string;
  readonly page: string;
}

/** The list that ships, or another one of the same shape. */
export function officialFiles(path: string = join(findDataFolder(), "sources", "official.tsv")): readonly OfficialFile[] {
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  return lines.flatMap((line): OfficialFile[] => {
    const [set = "", title = "", from = "", how = "", address = "", sha256 = "", page = ""] = line.split("\t");
    if (how !== "fetch" && how !== "agreement") return [];
    const day = parseIsoDate(from);
    return [{ set, title, how, address, page, ...(day === undefined ? {} : { from: day }), ...(sha256 === "" ? {} : { sha256 }) }];
  });
}
