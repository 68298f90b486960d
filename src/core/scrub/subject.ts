/** A claim as the rules read it: who the patient is, when each line was done, and what the tables say of each line, looked up once. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ClaimLine, ProfessionalClaim, Sex } from "../x12/transactions/professional-claim.ts";
import type { ScrubContext } from "./context.ts";
import type { DiagnosisFacts, ProcedureFacts, ScrubTables } from "./tables.ts";

export interface SubjectLine {
  readonly index: number;
  readonly line: ClaimLine;
  readonly code: string;
  readonly modifiers: readonly string[];
  /** First day of the line; absent when the claim does not say. */
  readonly on?: IsoDate;
  readonly placeOfService: string;
  readonly facts?: ProcedureFacts;
}

export interface SubjectDiagnosis {
  readonly index: number;
  readonly code: string;
  readonly icd10: boolean;
  readonly facts?: DiagnosisFacts;
}

export interface ScrubSubject {
  readonly claim: ProfessionalClaim;
  readonly context: ScrubContext;
  readonly tables: ScrubTables;
  readonly birthDate?: IsoDate;
  readonly sex?: Sex;
  /** First day of service of the whole claim. */
  readonly from?: IsoDate;
  /** A void asks for nothing new: only identity is judged. */
  readonly isVoid: boolean;
  readonly lines: readonly SubjectLine[];
  readonly diagnoses: readonly SubjectDiagnosis[];
}

export function subjectOf(claim: ProfessionalClaim, context: ScrubContext): ScrubSubject {
  const { tables } = context;
  const from = earliest(claim.lines);
  const patient = claim.dependent ?? claim.subscriber;
  const lines = claim.lines.map((line, index): SubjectLine => {
    const on = line.serviceFrom;
    const code = line.procedure.code;
    const facts = on === undefined ? undefined : tables.procedure(code, on);
    return {
      index,
      line,
      code,
      modifiers: line.procedure.modifiers,
      placeOfService: line.placeOfService ?? claim.placeOfService,
      ...(on === undefined ? {} : { on }),
      ...(facts === undefined ? {} : { facts }),
    };
  });
  const diagnoses = claim.diagnoses.map((diagnosis, index): SubjectDiagnosis => {
    const icd10 = diagnosis.qualifier.startsWith("AB");
    const facts = icd10 && from !== undefined ? tables.diagnosis(diagnosis.code, from) : undefined;
    return { index, code: diagnosis.code, icd10, ...(facts === undefined ? {} : { facts }) };
  });
  return {
    claim,
    context,
    tables,
    isVoid: claim.frequency === "8",
    lines,
    diagnoses,
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    ...(patient.sex === undefined ? {} : { sex: patient.sex }),
    ...(from === undefined ? {} : { from }),
  };
}

function earliest(lines: readonly ClaimLine[]): IsoDate | undefined {
  let first: IsoDate | undefined;
  for (const line of lines) {
    if (line.serviceFrom !== undefined && (first === undefined || line.serviceFrom < first)) first = line.serviceFrom;
  }
  return first;
}
