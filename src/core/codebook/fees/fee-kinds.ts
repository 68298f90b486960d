/** The kinds of fee files, one line each. */
import { clinicalLabKind } from "./clinical-lab.ts";
import { drugLimitsKind, drugPackagesKind } from "./drugs.ts";
import { equipmentKind, ruralZipsKind } from "./equipment.ts";
import type { FeeKind } from "./fee-kind.ts";
import { anesthesiaKind, countiesKind, gpciKind, zipLocalitiesKind } from "./localities.ts";
import { imagingCapKind } from "./opps-cap.ts";
import { outpatientKind } from "./outpatient.ts";
import { participantFactorKind, relativeValuesKind } from "./relative-values.ts";

export const feeKinds: readonly FeeKind[] = [
  relativeValuesKind,
  participantFactorKind,
  gpciKind,
  countiesKind,
  anesthesiaKind,
  imagingCapKind,
  zipLocalitiesKind,
  outpatientKind,
  clinicalLabKind,
  equipmentKind,
  ruralZipsKind,
  drugLimitsKind,
  drugPackagesKind,
];
