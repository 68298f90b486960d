/**
 * The quarterly files of the National Correct Coding Initiative: a table of pairs for practitioners and one for outpatient hospitals,
 * limits of units for these two and for suppliers of equipment. The hospital's and the supplier's are packs of their own, so that who
 * bills as a practitioner only loads nothing more.
 */
import { heldText, type KindOfSource, type PackMaker } from "../read/kind-of-source.ts";
import { compileEdits } from "./edits-pack.ts";
import { quarterByName, quarterName, readAddOnFile, readMue, readPtp } from "./read-ncci.ts";

type Biller = "practitioner" | "hospital" | "supplier";

const releaseName = (effective: Parameters<typeof quarterName>[0]) => quarterName(effective);

export const editsPack: PackMaker<"edits"> = { name: "edits", searched: false, compile: compileEdits };
export const hospitalEditsPack: PackMaker<"edits-hospital"> = { name: "edits-hospital", searched: false, compile: compileEdits };
export const supplierEditsPack: PackMaker<"edits-supplier"> = { name: "edits-supplier", searched: false, compile: compileEdits };

export const ptpEdits: KindOfSource<"ncci-ptp"> = { kind: "ncci-ptp", pack: "edits", ...pairsOf("practitioner") };
export const hospitalPtpEdits: KindOfSource<"ncci-ptp-hospital"> = {
  kind: "ncci-ptp-hospital",
  pack: "edits-hospital",
  ...pairsOf("hospital"),
};

export const mueEdits: KindOfSource<"ncci-mue"> = { kind: "ncci-mue", pack: "edits", ...limitsOf("practitioner") };
export const hospitalMueEdits: KindOfSource<"ncci-mue-hospital"> = {
  kind: "ncci-mue-hospital",
  pack: "edits-hospital",
  ...limitsOf("hospital"),
};
export const supplierMueEdits: KindOfSource<"ncci-mue-supplier"> = {
  kind: "ncci-mue-supplier",
  pack: "edits-supplier",
  ...limitsOf("supplier"),
};

export const addOnEdits: KindOfSource<"ncci-add-ons"> = {
  kind: "ncci-add-ons",
  pack: "edits",
  releaseName,
  is: (head) => /^AOC_Edit_Type\tAdd-On_Code\t/im.test(head),
  read: (file) => heldText(file, readAddOnFile(file.name, file.text), { hint: quarterByName(file.name) }),
};

function pairsOf(biller: Biller): Pick<KindOfSource, "is" | "read" | "releaseName"> {
  return {
    releaseName,
    is: (head, name) =>
      (/^column_1\tcolumn_2\t/im.test(head) || /^"?Column ?1"?\t"?Column ?2"?\t/im.test(head)) && billerByName(name) === biller,
    read: (file) =>
      // A quarter's pairs come in several files, which are told apart by the first pair in each.
      heldText(
        file,
        readPtp(file.name, file.text, () => {}),
        { hint: quarterByName(file.name), part: /^[0-9A-Z]{5}(?=\t[0-9A-Z]{5}\t)/m.exec(file.text)?.[0] },
      ),
  };
}

function limitsOf(biller: Biller): Pick<KindOfSource, "is" | "read" | "releaseName"> {
  return {
    releaseName,
    is: (head, name) => {
      if (/MUE Values/i.test(head)) return billerIn(head) === biller;
      return /^"?hcpcs_code"?,"?mue_units"?,"?mue_mai/i.test(head) && billerByName(name) === biller;
    },
    read: (file) => heldText(file, readMue(file.name, file.text), { hint: quarterByName(file.name) }),
  };
}

/** The file and the archive it came in; a folder further out is somebody's own. */
function billerByName(name: string): Biller {
  return billerIn(name.split(/[\\/]/).slice(-2).join("/")) ?? "practitioner";
}

function billerIn(text: string): Biller | undefined {
  if (/Practitioner|ccipra/i.test(text)) return "practitioner";
  if (/hospital|outpatient|ccioph/i.test(text)) return "hospital";
  return /DME|supplier/i.test(text) ? "supplier" : undefined;
}
