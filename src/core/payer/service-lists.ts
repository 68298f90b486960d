/** Which procedures belong together, by number. The payer's own lists: it does not share the practice's. */

/** The headings under which a plan says what a member pays. */
export type ServiceKind =
  | "preventive"
  | "primary-visit"
  | "specialist-visit"
  | "emergency"
  | "mental-health"
  | "therapy"
  | "laboratory"
  | "imaging"
  | "advanced-imaging"
  | "drug"
  | "surgery"
  | "other";

/** Visits: one copay a day and practitioner, whatever else is done. */
export const visitKinds: readonly ServiceKind[] = ["primary-visit", "specialist-visit", "emergency", "mental-health"];

/** By the code, and for visits by who renders; what is preventive differs between Medicare and the others. */
export function serviceKindOf(
  {
    procedure,
    modifiers,
    taxonomy,
  }: { readonly procedure: string; readonly modifiers: readonly string[]; readonly taxonomy?: string | undefined },
  kind: "commercial" | "medicare" | "supplement" | "medicaid",
): ServiceKind {
  const preventive = kind === "medicare" ? isMedicarePreventive(procedure) : isCommercialPreventive(procedure) || modifiers.includes("33");
  if (preventive) return "preventive";
  // Drawing blood (36415) is priced by the laboratory schedule too.
  if (isLaboratory(procedure) || procedure === "36415") return "laboratory";
  if (isOfficeVisit(procedure)) return isPrimaryCare(taxonomy) ? "primary-visit" : "specialist-visit";
  return kindByNumber(procedure);
}

function kindByNumber(code: string): ServiceKind {
  if (/^[JQ]\d{4}$/.test(code)) return "drug";
  if (between(code, "99281", "99285")) return "emergency";
  if (between(code, "90785", "90899")) return "mental-health";
  if (between(code, "97010", "97799")) return "therapy";
  if (advancedImaging.some(([low, high]) => between(code, low, high))) return "advanced-imaging";
  if (isImaging(code)) return "imaging";
  return between(code, "10004", "69990") ? "surgery" : "other";
}

/** CT, MR, PET and nuclear medicine. */
const advancedImaging: readonly (readonly [low: string, high: string])[] = [
  ["70450", "70498"],
  ["70540", "70559"],
  ["71250", "71275"],
  ["71550", "71555"],
  ["72125", "72133"],
  ["72141", "72159"],
  ["72191", "72198"],
  ["73200", "73206"],
  ["73218", "73225"],
  ["73700", "73706"],
  ["73718", "73725"],
  ["74150", "74185"],
  ["75557", "75574"],
  ["78012", "78999"],
];

export function isImaging(code: string): boolean {
  return between(code, "70010", "79999");
}

/** NUCC: family and general practice, general internal medicine, general pediatrics, nurse practitioners, physician assistants. */
export function isPrimaryCare(taxonomy: string | undefined): boolean {
  return taxonomy === undefined || /^(207Q|208D|207R00000X|208000000X|363L|363A|261Q)/.test(taxonomy);
}

export function isOfficeVisit(code: string): boolean {
  return between(code, "99202", "99205") || between(code, "99211", "99215");
}

export function isNewPatientVisit(code: string): boolean {
  return between(code, "99202", "99205") || between(code, "99381", "99387") || code === "92002" || code === "92004";
}

export function isEvaluation(code: string): boolean {
  return between(code, "99202", "99499") || ["92002", "92004", "92012", "92014"].includes(code);
}

/** Chapter 8 of the code set is laboratory and pathology; 8xxxx that a person performs are left out by `isPathologist`. */
export function isLaboratory(code: string): boolean {
  return (between(code, "80047", "89398") && !isPathologist(code)) || /^0\d{3}U$/.test(code);
}

export function isVaccineProduct(code: string): boolean {
  return between(code, "90476", "90759") || between(code, "91300", "91325");
}

export function isPreventiveVisit(code: string): boolean {
  return between(code, "99381", "99387") || between(code, "99391", "99397");
}

/** Paid in full by a commercial plan (45 CFR 147.130): preventive visits, immunisation, the common screenings. */
export function isCommercialPreventive(code: string): boolean {
  return isPreventiveVisit(code) || isVaccineProduct(code) || between(code, "90460", "90474") || isMedicarePreventive(code);
}

/** No deductible and no coinsurance under Part B (Medicare Claims Processing Manual, chapter 18). */
export function isMedicarePreventive(code: string): boolean {
  return medicarePreventive.has(code) || medicareVaccines.has(code);
}

/** Personal services among the 8xxxx: neither a CLIA test nor paid by the laboratory schedule. */
function isPathologist(code: string): boolean {
  return between(code, "80503", "80506") || between(code, "88300", "88399") || code === "86580";
}

const medicarePreventive = new Set(
  "G0402 G0438 G0439 G0444 G0442 G0443 G0446 G0447 G0101 G0103 G0104 G0105 G0121 G0328 G0296 77067 77063 76706".split(" "),
);
const medicareVaccines = new Set(
  "G0008 G0009 G0010 90480 90630 90653 90656 90657 90658 90660 90661 90662 90670 90671 90672 90673 90674 90677 90682 90685 90686 90687 90688 90694 90732 90739 90740 90743 90744 90746 90747 90756 90759".split(
    " ",
  ),
);

/** Both of five digits, so that text order is number order. */
function between(code: string, low: string, high: string): boolean {
  return code.length === 5 && /^\d{5}$/.test(code) && code >= low && code <= high;
}
