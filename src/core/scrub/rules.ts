/** The list of all claim edits, in the order in which a person fixes them: who, when, what, then what tables and history say. */
import type { ScrubRule } from "./rule.ts";
import { accidentDate } from "./rules/accident-date.ts";
import { accidentState } from "./rules/accident-state.ts";
import { addOnAlone } from "./rules/add-on-alone.ts";
import { additionalCode } from "./rules/additional-code.ts";
import { anesthesiaModifier } from "./rules/anesthesia-modifier.ts";
import { billingNpi } from "./rules/billing-npi.ts";
import { billingPoBox } from "./rules/billing-po-box.ts";
import { billingZip } from "./rules/billing-zip.ts";
import { claimDuplicate } from "./rules/claim-duplicate.ts";
import { claimTotal } from "./rules/claim-total.ts";
import { cliaNumber } from "./rules/clia-number.ts";
import { cliaShape } from "./rules/clia-shape.ts";
import { codeAlso } from "./rules/code-also.ts";
import { codeFirst } from "./rules/code-first.ts";
import { coverageInactive } from "./rules/coverage-inactive.ts";
import { diagnosisAge } from "./rules/diagnosis-age.ts";
import { diagnosisCount } from "./rules/diagnosis-count.ts";
import { diagnosisDuplicate } from "./rules/diagnosis-duplicate.ts";
import { diagnosisIcd9 } from "./rules/diagnosis-icd9.ts";
import { diagnosisInvalid } from "./rules/diagnosis-invalid.ts";
import { diagnosisMissing } from "./rules/diagnosis-missing.ts";
import { diagnosisSex } from "./rules/diagnosis-sex.ts";
import { diagnosisUnknown } from "./rules/diagnosis-unknown.ts";
import { drugNdcMissing } from "./rules/drug-ndc-missing.ts";
import { drugNdcShape } from "./rules/drug-ndc-shape.ts";
import { excludes1 } from "./rules/excludes1.ts";
import { externalCauseFirst } from "./rules/external-cause-first.ts";
import { facilityZip } from "./rules/facility-zip.ts";
import { frequency } from "./rules/frequency.ts";
import { globalPeriod } from "./rules/global-period.ts";
import { injuryCause } from "./rules/injury-cause.ts";
import { laterality } from "./rules/laterality.ts";
import { lineCharge } from "./rules/line-charge.ts";
import { lineCount } from "./rules/line-count.ts";
import { lineDuplicate } from "./rules/line-duplicate.ts";
import { lineUnits } from "./rules/line-units.ts";
import { manifestationFirst } from "./rules/manifestation-first.ts";
import { medicareMemberId } from "./rules/medicare-member-id.ts";
import { memberId } from "./rules/member-id.ts";
import { modifier25Missing } from "./rules/modifier-25-missing.ts";
import { modifier26Tc } from "./rules/modifier-26-tc.ts";
import { modifier50Side } from "./rules/modifier-50-side.ts";
import { modifier50Units } from "./rules/modifier-50-units.ts";
import { modifier59Visit } from "./rules/modifier-59-visit.ts";
import { modifierCount } from "./rules/modifier-count.ts";
import { modifierDuplicate } from "./rules/modifier-duplicate.ts";
import { modifierInvalid } from "./rules/modifier-invalid.ts";
import { modifierNotice } from "./rules/modifier-notice.ts";
import { mueDay } from "./rules/mue-day.ts";
import { mueDayClinical } from "./rules/mue-day-clinical.ts";
import { mueLine } from "./rules/mue-line.ts";
import { newPatient } from "./rules/new-patient.ts";
import { noteUnsigned } from "./rules/note-unsigned.ts";
import { orderingProvider } from "./rules/ordering-provider.ts";
import { originalNumber } from "./rules/original-number.ts";
import { patientAddress } from "./rules/patient-address.ts";
import { patientBirthDate } from "./rules/patient-birth-date.ts";
import { patientSex } from "./rules/patient-sex.ts";
import { placeOfService } from "./rules/place-of-service.ts";
import { pointerCount } from "./rules/pointer-count.ts";
import { pointerMissing } from "./rules/pointer-missing.ts";
import { pointerRange } from "./rules/pointer-range.ts";
import { procedureAge } from "./rules/procedure-age.ts";
import { procedureInvalid } from "./rules/procedure-invalid.ts";
import { procedureSex } from "./rules/procedure-sex.ts";
import { procedureUnknown } from "./rules/procedure-unknown.ts";
import { ptpEdit } from "./rules/ptp-edit.ts";
import { referringNpi } from "./rules/referring-npi.ts";
import { renderingNpi } from "./rules/rendering-npi.ts";
import { secondaryOnlyFirst } from "./rules/secondary-only-first.ts";
import { serviceAfterDeath } from "./rules/service-after-death.ts";
import { serviceBeforeBirth } from "./rules/service-before-birth.ts";
import { serviceDateFuture } from "./rules/service-date-future.ts";
import { serviceDateMissing } from "./rules/service-date-missing.ts";
import { serviceDateOrder } from "./rules/service-date-order.ts";
import { seventhCharacter } from "./rules/seventh-character.ts";
import { taxId } from "./rules/tax-id.ts";
import { taxonomy } from "./rules/taxonomy.ts";
import { timelyFilingClose } from "./rules/timely-filing-close.ts";
import { timelyFilingPassed } from "./rules/timely-filing-passed.ts";
import { visitModifierMisplaced } from "./rules/visit-modifier-misplaced.ts";
import { visitPlace } from "./rules/visit-place.ts";

export const scrubRules: readonly ScrubRule[] = [
  billingNpi,
  renderingNpi,
  referringNpi,
  taxonomy,
  billingPoBox,
  billingZip,
  facilityZip,
  taxId,
  memberId,
  medicareMemberId,
  patientBirthDate,
  patientSex,
  patientAddress,
  serviceDateMissing,
  serviceDateOrder,
  serviceDateFuture,
  serviceBeforeBirth,
  serviceAfterDeath,
  coverageInactive,
  lineCount,
  claimTotal,
  lineCharge,
  lineUnits,
  diagnosisMissing,
  diagnosisCount,
  diagnosisDuplicate,
  diagnosisIcd9,
  diagnosisInvalid,
  seventhCharacter,
  diagnosisUnknown,
  externalCauseFirst,
  manifestationFirst,
  secondaryOnlyFirst,
  excludes1,
  codeFirst,
  additionalCode,
  codeAlso,
  diagnosisSex,
  diagnosisAge,
  pointerMissing,
  pointerRange,
  pointerCount,
  procedureInvalid,
  procedureUnknown,
  procedureSex,
  procedureAge,
  placeOfService,
  visitPlace,
  modifierInvalid,
  modifierDuplicate,
  modifierCount,
  modifier25Missing,
  visitModifierMisplaced,
  modifier59Visit,
  modifier50Units,
  modifier50Side,
  modifier26Tc,
  modifierNotice,
  anesthesiaModifier,
  laterality,
  ptpEdit,
  mueLine,
  mueDay,
  mueDayClinical,
  addOnAlone,
  lineDuplicate,
  claimDuplicate,
  newPatient,
  globalPeriod,
  timelyFilingPassed,
  timelyFilingClose,
  noteUnsigned,
  frequency,
  originalNumber,
  accidentDate,
  accidentState,
  injuryCause,
  orderingProvider,
  cliaNumber,
  cliaShape,
  drugNdcMissing,
  drugNdcShape,
];
