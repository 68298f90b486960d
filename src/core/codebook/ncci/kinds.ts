/** The quarterly files of the National Correct Coding Initiative. Of three tables for three kinds of biller only the practitioner's is read. */
import { heldText, type KindOfSource, type PackMaker } from "../read/kind-of-source.ts";
import { compileEdits } from "./edits-pack.ts";
import { quarterByName, quarterName, readAddOnFile, readMue, readPtp } from "./read-ncci.ts";

const common = { pack: "edits", releaseName: (effective: Parameters<typeof quarterName>[0]) => quarterName(effective) } as const;

export const editsPack: PackMaker<"edits"> = { name: "edits", searched: false, compile: compileEdits };

export const ptpEdits: KindOfSource<"ncci-ptp"> = {
  ...common,
  kind: "ncci-ptp",
  is: (head, name) => (/^column_1\tcolumn_2\t/im.test(head) || /^"?Column ?1"?\t"?Column ?2"?\t/im.test(head)) && !isOtherBiller(name),
  read: (file) =>
    // A quarter's pairs come in several files, which are told apart by the first pair in each.
    heldText(
      file,
      readPtp(file.name, file.text, () => {}),
      {
        hint: quarterByName(file.name),
        part: /^[0-9A-Z]{5}(?=\t[0-9A-Z]{5}\t)/m.exec(file.text)?.[0],
      },
    ),
};

export const mueEdits: KindOfSource<"ncci-mue"> = {
  ...common,
  kind: "ncci-mue",
  is: (head, name) =>
    /MUE Values/i.test(head) ? /Practitioner/i.test(head) : /^"?hcpcs_code"?,"?mue_units"?,"?mue_mai/i.test(head) && !isOtherBiller(name),
  read: (file) => heldText(file, readMue(file.name, file.text), { hint: quarterByName(file.name) }),
};

export const addOnEdits: KindOfSource<"ncci-add-ons"> = {
  ...common,
  kind: "ncci-add-ons",
  is: (head) => /^AOC_Edit_Type\tAdd-On_Code\t/im.test(head),
  read: (file) => heldText(file, readAddOnFile(file.name, file.text), { hint: quarterByName(file.name) }),
};

/** The file and the archive it came in; a folder further out is somebody's own. */
function isOtherBiller(name: string): boolean {
  return /hospital|outpatient|ccioph|dme|supplier/i.test(name.split(/[\\/]/).slice(-2).join("/"));
}
