/** The JSON shape of what some claims and lines say beyond services and diagnoses. */
import type {
  Ambulance,
  AmbulanceStop,
  AmbulanceTransport,
  ClaimContract,
  ClaimForm,
  ConditionIndicator,
  Equipment,
  EquipmentCertification,
  EquipmentService,
  FormAnswer,
  PurchasedService,
  QualifiedQuantity,
  SpinalManipulation,
  TestResult,
} from "./claim-supplements.ts";
import { address, procedure } from "./json-parts.ts";
import { exact, list, money, plain, plains, shape } from "./json-shapes.ts";

const stop = shape<AmbulanceStop>({ name: plain, address });
const transport = shape<AmbulanceTransport>({
  patientWeight: exact,
  reason: plain,
  distance: exact,
  roundTripPurpose: plain,
  stretcherPurpose: plain,
});

export const ambulance = shape<Ambulance>({ transport, pickUp: stop, dropOff: stop });
export const spinalManipulation = shape<SpinalManipulation>({ condition: plain, descriptions: plains });
export const conditionIndicator = shape<ConditionIndicator>({ category: plain, applies: plain, conditions: plains });
export const contract = shape<ClaimContract>({
  kind: plain,
  amount: money,
  percent: exact,
  code: plain,
  discountPercent: exact,
  version: plain,
});

export const equipment = shape<Equipment>({
  service: shape<EquipmentService>({ procedure, days: exact, rentalPrice: money, purchasePrice: money, rentalFrequency: plain }),
  certification: shape<EquipmentCertification>({ kind: plain, months: exact }),
});

export const form = shape<ClaimForm>({
  list: plain,
  form: plain,
  answers: list(shape<FormAnswer>({ question: plain, indicator: plain, text: plain, date: plain, percent: exact })),
});

export const purchasedService = shape<PurchasedService>({ provider: plain, charge: money });
export const testResult = shape<TestResult>({ kind: plain, measure: plain, value: exact });
export const quantity = shape<QualifiedQuantity>({ qualifier: plain, quantity: exact });
