import { none, rule } from "../rule.ts";

export const patientAddress = rule({
  code: "CLM-PATIENT-ADDRESS",
  severity: "error",
  title: "Patient's address is missing or incomplete",
  message: "The patient's address lacks {missing}.",
  why: "The guide requires the address of the patient, also when the patient is the subscriber.",
  fix: "Complete the address in the patient's record.",
  authority: "005010X222A1 loops 2010BA and 2010CA N3 and N4",
  check: ({ claim }) => {
    const address = (claim.dependent ?? claim.subscriber).address;
    const path = claim.dependent === undefined ? "subscriber.address" : "dependent.address";
    if (address === undefined) return [{ path, params: { missing: "everything" } }];
    if ((address.country ?? "US") !== "US") return none;
    const missing = [
      [address.line1, "the street"],
      [address.city, "the city"],
      [address.state ?? "", "the state"],
      [address.zip ?? "", "the ZIP code"],
    ].flatMap(([value, word]) => (value === "" && word !== undefined ? [word] : []));
    return missing.length === 0 ? none : [{ path, params: { missing: missing.join(", ") } }];
  },
});
