/** All checks of `verify`, in the order in which they run and are told. */
import { auditCheck, auditHeadsCheck } from "./audit.ts";
import { balancesCheck } from "./balances.ts";
import type { Check } from "./check.ts";
import { claimPlacesCheck } from "./claim-places.ts";
import { claimStatesCheck } from "./claim-states.ts";
import { countersCheck } from "./counters.ts";
import { dayTotalsCheck } from "./day-totals.ts";
import { fileBytesCheck } from "./file-bytes.ts";
import { fileRecordsCheck } from "./file-records.ts";
import { guardsCheck } from "./guards.ts";
import { journalCheck } from "./journal.ts";
import { lexiconCheck } from "./lexicon.ts";
import { measureDaysCheck } from "./measure-days.ts";
import { openTotalsCheck } from "./open-totals.ts";
import { patientMergesCheck } from "./patient-merges.ts";
import { payersCashCheck } from "./payers-cash.ts";
import { periodsCheck } from "./periods.ts";
import { pocketsCheck } from "./pockets.ts";
import { remittanceCashCheck } from "./remittance-cash.ts";
import { requestsCheck } from "./requests.ts";
import { rowsCheck } from "./rows.ts";
import { sequencesCheck } from "./sequences.ts";
import { serviceTotalsCheck } from "./service-totals.ts";
import { snapshotsCheck } from "./snapshots.ts";
import { visitPlacesCheck } from "./visit-places.ts";

export const checks: readonly Check[] = [
  guardsCheck,
  rowsCheck,
  journalCheck,
  balancesCheck,
  pocketsCheck,
  payersCashCheck,
  remittanceCashCheck,
  periodsCheck,
  dayTotalsCheck,
  serviceTotalsCheck,
  measureDaysCheck,
  openTotalsCheck,
  requestsCheck,
  claimStatesCheck,
  visitPlacesCheck,
  claimPlacesCheck,
  lexiconCheck,
  patientMergesCheck,
  fileBytesCheck,
  fileRecordsCheck,
  snapshotsCheck,
  auditCheck,
  auditHeadsCheck,
  countersCheck,
  sequencesCheck,
];
