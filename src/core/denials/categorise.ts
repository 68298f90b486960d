/** What kind of denial it is, where it came from, and who bears it as the payer says. */
import type { CodeWords, DenialCategory } from "../remit/code-words.ts";
import type { DenialAnalysis, DeniedLine, RootCause } from "./model.ts";

/** Reasons that say "read the remark": the remark gives the category. */
const generalReasons: ReadonlySet<string> = new Set(["16", "96", "A1", "227", "250", "251"]);

const causeByCategory: Readonly<Record<DenialCategory, RootCause>> = {
  PR: "benefit",
  ELG: "eligibility",
  BEN: "benefit",
  COB: "registration",
  AUT: "authorisation",
  NET: "registration",
  COD: "coding",
  BUN: "coding",
  MN: "clinical-documentation",
  INF: "billing",
  DOC: "clinical-documentation",
  DUP: "billing",
  TF: "billing",
  ENR: "enrolment",
  CON: "payer",
  PEN: "payer",
  APP: "billing",
  REG: "payer",
};

/** Words and category come from the code tables passed in; a reason that is not in them is `unknown`, never guessed. */
export function categoriseDenial(denied: DeniedLine, words: CodeWords): DenialAnalysis {
  const carc = words.carc(denied.reason);
  const remarks = denied.remarks.map((code) => ({ code, words: words.rarc(code) }));
  const explaining = remarks.filter((one) => one.words?.alert === false);
  const byRemark = explaining.find((one) => one.words?.category !== undefined)?.words?.category;
  const category = (generalReasons.has(denied.reason) ? byRemark : undefined) ?? carc?.category ?? byRemark ?? "unknown";
  const reason = `${denied.group}-${denied.reason}: ${carc?.title ?? "not in the loaded table"}`;
  const explained = explaining.map((one) => `${one.code}: ${one.words?.title ?? ""}`);
  return {
    category,
    cause: category === "unknown" ? "unknown" : causeByCategory[category],
    preventable: carc?.preventable ?? "unknown",
    liable: liableParty(denied, category),
    words: [reason, ...explained].join("; "),
    nextAction: carc?.nextAction ?? "Look up the reason with the payer.",
  };
}

/** Patients are relieved by name (M27, M39: no valid notice) or by programme (N192, N781-N783: QMB, 42 U.S.C. 1396a(n)(3)(B)). */
const relieving: ReadonlySet<string> = new Set(["M27", "M39", "N192", "N781", "N782", "N783"]);

/** Only what the payer reported as the patient's (group PR) may be asked of the patient, and no remark may relieve them. */
export function mayBillPatient({ group, remarks }: Pick<DeniedLine, "group" | "remarks">): boolean {
  return group === "PR" && !remarks.some((remark) => relieving.has(remark));
}

/** CO and PI are the practice's, OA nobody's by itself; PR is the patient's unless a remark relieves them (M27, M39, QMB). */
function liableParty(denied: DeniedLine, category: DenialCategory | "unknown"): DenialAnalysis["liable"] {
  if (category === "COB") return "another-payer";
  if (denied.group === "PR") return mayBillPatient(denied) ? "patient-or-next-payer" : "practice";
  return denied.group === "OA" || denied.group === "CR" ? "undecided" : "practice";
}
