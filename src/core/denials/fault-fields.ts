/** Which field of the visit a payer's code speaks of, and what the record itself offers as its correction. */
export const faultFields = ["member-id", "modifiers", "pointers", "authorisation", "referring"] as const;
export type FaultField = (typeof faultFields)[number];

export const faultFieldWords: Readonly<Record<FaultField, string>> = {
  "member-id": "member id",
  modifiers: "modifiers",
  pointers: "diagnosis pointers",
  authorisation: "authorization number",
  referring: "referring clinician",
};

/** Claim status codes of a 277CA (X12 external code source 508) by the field they name. */
const byStatus: Readonly<Record<string, FaultField>> = {
  "33": "member-id",
  "164": "member-id",
  "477": "pointers",
  "48": "authorisation",
};

/** Adjustment and remark codes of an 835 by the field they name. A code that can mean several has the likeliest first. */
const byReason: Readonly<Record<string, readonly FaultField[]>> = {
  "4": ["modifiers"],
  "11": ["pointers"],
  "31": ["member-id"],
  "50": ["pointers"],
  "97": ["modifiers"],
  "140": ["member-id"],
  "167": ["pointers"],
  "182": ["modifiers"],
  "183": ["referring"],
  "197": ["authorisation"],
  "198": ["authorisation"],
  "231": ["modifiers"],
  "234": ["modifiers"],
  "236": ["modifiers"],
  "284": ["authorisation"],
  "288": ["authorisation", "referring"],
  B14: ["modifiers"],
  B23: ["modifiers"],
};
const byRemark: Readonly<Record<string, readonly FaultField[]>> = {
  M62: ["authorisation"],
  M64: ["pointers"],
  M76: ["pointers"],
  MA27: ["member-id"],
  N54: ["authorisation"],
  N285: ["referring"],
  N286: ["referring"],
  N382: ["member-id"],
  N519: ["modifiers"],
  N569: ["pointers"],
  N822: ["modifiers"],
  N823: ["modifiers"],
};

/** Of rejection codes as kept with the claim: "A7:164:IL". */
export function fieldsOfRejection(codes: readonly string[]): readonly FaultField[] {
  return unique(codes.flatMap((code) => byStatus[code.split(":")[1] ?? ""] ?? []));
}

/** The remark says it better than a general reason. */
export function fieldsOfDenial({
  reason,
  remarks,
}: {
  readonly reason: string;
  readonly remarks: readonly string[];
}): readonly FaultField[] {
  return unique([...remarks.flatMap((remark) => byRemark[remark] ?? []), ...(byReason[reason] ?? [])]);
}

function unique(fields: readonly FaultField[]): readonly FaultField[] {
  return [...new Set(fields)];
}

export interface Offer {
  /** What to put in. */
  readonly value: string;
  /** Where the record has it. */
  readonly source: string;
}

/** Office and outpatient visits that a procedure of the same day may swallow (CPT 99202-99215, preventive 99381-99397). */
const visitCodes = /^99(20[2-5]|21[1-5]|38[1-7]|39[1-7])$/;

/** Modifier 25 on a visit beside a procedure of the day: a person decides whether the note shows a separate one. */
export function offerModifiers(
  line: { readonly procedure: string; readonly modifiers: readonly string[] },
  { reason, others }: { readonly reason: string; readonly others: readonly { readonly procedure: string }[] },
): Offer | undefined {
  const bundled = reason === "97" || reason === "4" || reason === "236" || reason === "231" || reason === "B14";
  const swallowed = visitCodes.test(line.procedure) && others.some((other) => !visitCodes.test(other.procedure));
  if (!bundled || !swallowed || line.modifiers.includes("25")) return undefined;
  return {
    value: ["25", ...line.modifiers].join(","),
    source: "a visit beside a procedure of the same day; the note must show a separate one",
  };
}

/** Diagnoses that the visit has and the line does not point to, at most four in all. */
export function offerPointers(
  line: { readonly pointers: readonly number[] },
  diagnoses: readonly { readonly position: number; readonly code: string }[],
): Offer | undefined {
  const further = diagnoses.filter((one) => !line.pointers.includes(one.position));
  if (further.length === 0) return undefined;
  const pointers = [...further.map((one) => one.position), ...line.pointers].slice(0, 4);
  return { value: pointers.join(","), source: `the visit also has ${further.map((one) => one.code).join(", ")}` };
}
