/** What a request for review says of an event in segments that are rows of values: admission, transport, manipulation, oxygen, home health. */
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import { type ElementFields, elementFieldsAt, elementTexts } from "./element-fields.ts";
import { daysIn, type Mutable, type ReadingContext } from "./segment-values.ts";
import { periodElements } from "./write-envelope.ts";

/** CL1. */
export interface ReviewAdmission {
  readonly type?: string;
  /** CL102: the point of origin. */
  readonly source?: string;
  readonly patientStatus?: string;
  /** CL104: residence in a nursing home. */
  readonly residence?: string;
}

export const admissionFields: ElementFields<ReviewAdmission> = {
  type: [1, "text"],
  source: [2, "text"],
  patientStatus: [3, "text"],
  residence: [4, "text"],
};

/** CR1. */
export interface ReviewTransport {
  /** CR101: LB or KG. */
  readonly weightUnit?: string;
  readonly weight?: Decimal;
  /** CR103: I first trip, R return, T transfer, X round trip. */
  readonly kind?: string;
  /** CR104. */
  readonly reason?: string;
  /** CR105: DH miles, DK kilometres. */
  readonly distanceUnit?: string;
  readonly distance?: Decimal;
  /** CR107 and CR108: where from and where to. */
  readonly origin?: string;
  readonly destination?: string;
  readonly roundTripPurpose?: string;
  readonly stretcherPurpose?: string;
}

export const transportFields: ElementFields<ReviewTransport> = {
  weightUnit: [1, "text"],
  weight: [2, "number"],
  kind: [3, "text"],
  reason: [4, "text"],
  distanceUnit: [5, "text"],
  distance: [6, "number"],
  origin: [7, "text"],
  destination: [8, "text"],
  roundTripPurpose: [9, "text"],
  stretcherPurpose: [10, "text"],
};

/** CR2. */
export interface ReviewManipulation {
  /** CR201 and CR202: which treatment of how many. */
  readonly treatment?: Decimal;
  readonly treatments?: Decimal;
  /** CR203 and CR204: from which vertebra to which. */
  readonly vertebra?: string;
  readonly lastVertebra?: string;
  /** CR205 and CR206: the length of treatment. */
  readonly periodUnit?: string;
  readonly periods?: Decimal;
  /** CR207. */
  readonly monthlyTreatments?: Decimal;
  /** CR208. */
  readonly condition?: string;
  /** CR209. */
  readonly hasComplication?: string;
  readonly description?: string;
  readonly furtherDescription?: string;
  /** CR212: X-rays are at hand. */
  readonly hasXrays?: string;
}

export const manipulationFields: ElementFields<ReviewManipulation> = {
  treatment: [1, "number"],
  treatments: [2, "number"],
  vertebra: [3, "text"],
  lastVertebra: [4, "text"],
  periodUnit: [5, "text"],
  periods: [6, "number"],
  monthlyTreatments: [7, "number"],
  condition: [8, "text"],
  hasComplication: [9, "text"],
  description: [10, "text"],
  furtherDescription: [11, "text"],
  hasXrays: [12, "text"],
};

/** CR5. */
export interface ReviewOxygen {
  readonly certification?: string;
  /** CR502: how long it is needed, in months. */
  readonly months?: Decimal;
  /** CR503 and CR504: A concentrator, D liquid stationary … */
  readonly equipment?: string;
  readonly furtherEquipment?: string;
  readonly reason?: string;
  /** CR506, in litres a minute. */
  readonly flowRate?: Decimal;
  readonly dailyUses?: Decimal;
  readonly hoursOfUse?: Decimal;
  readonly instructions?: string;
  /** CR510, in mm of mercury. */
  readonly arterialGas?: Decimal;
  /** CR511, in percent. */
  readonly saturation?: Decimal;
  readonly testCondition?: string;
  /** CR513 to CR515. */
  readonly finding?: string;
  readonly secondFinding?: string;
  readonly thirdFinding?: string;
  /** CR516: flow rate of the portable system. */
  readonly portableFlowRate?: Decimal;
  readonly delivery?: string;
  /** CR518. */
  readonly furtherEquipmentKind?: string;
}

export const oxygenFields: ElementFields<ReviewOxygen> = {
  certification: [1, "text"],
  months: [2, "number"],
  equipment: [3, "text"],
  furtherEquipment: [4, "text"],
  reason: [5, "text"],
  flowRate: [6, "number"],
  dailyUses: [7, "number"],
  hoursOfUse: [8, "number"],
  instructions: [9, "text"],
  arterialGas: [10, "number"],
  saturation: [11, "number"],
  testCondition: [12, "text"],
  finding: [13, "text"],
  secondFinding: [14, "text"],
  thirdFinding: [15, "text"],
  portableFlowRate: [16, "number"],
  delivery: [17, "text"],
  furtherEquipmentKind: [18, "text"],
};

interface HomeHealthRow {
  /** CR601. */
  readonly prognosis?: string;
  /** CR602: when care began. */
  readonly startedOn?: IsoDate;
  /** CR605: when the principal diagnosis was made or got worse. */
  readonly diagnosedOn?: IsoDate;
  /** CR606: the patient is in a skilled nursing facility. */
  readonly inNursingFacility?: string;
  /** CR607. */
  readonly coveredByMedicare?: string;
  /** CR608: I first, R renewal … */
  readonly certification?: string;
  /** CR609 to CR611: the surgery. */
  readonly operatedOn?: IsoDate;
  readonly surgeryQualifier?: string;
  readonly surgery?: string;
  readonly orderedOn?: IsoDate;
  readonly lastVisitOn?: IsoDate;
  /** CR614: the physician was last asked. */
  readonly contactedOn?: IsoDate;
  /** CR617: where the patient came from. */
  readonly location?: string;
  /** CR618 to CR621: of the first to fourth secondary diagnosis. */
  readonly secondDiagnosedOn?: IsoDate;
  readonly thirdDiagnosedOn?: IsoDate;
  readonly fourthDiagnosedOn?: IsoDate;
  readonly fifthDiagnosedOn?: IsoDate;
}

/** CR6. */
export interface ReviewHomeHealth extends HomeHealthRow {
  /** CR604: what is certified. */
  readonly certifiedFrom?: IsoDate;
  readonly certifiedTo?: IsoDate;
  /** CR616: the last stay. */
  readonly admittedFrom?: IsoDate;
  readonly admittedTo?: IsoDate;
}

export const homeHealthFields: ElementFields<HomeHealthRow> = {
  prognosis: [1, "text"],
  startedOn: [2, "date"],
  diagnosedOn: [5, "date"],
  inNursingFacility: [6, "text"],
  coveredByMedicare: [7, "text"],
  certification: [8, "text"],
  operatedOn: [9, "date"],
  surgeryQualifier: [10, "text"],
  surgery: [11, "text"],
  orderedOn: [12, "date"],
  lastVisitOn: [13, "date"],
  contactedOn: [14, "date"],
  location: [17, "text"],
  secondDiagnosedOn: [18, "date"],
  thirdDiagnosedOn: [19, "date"],
  fourthDiagnosedOn: [20, "date"],
  fifthDiagnosedOn: [21, "date"],
};

const certifiedAt = 3;
const admittedAt = 15;

export function homeHealthOf(context: ReadingContext, view: SegmentView): ReviewHomeHealth {
  const care: Mutable<ReviewHomeHealth> = elementFieldsAt(context, view, homeHealthFields);
  const certified = daysIn(context, view, certifiedAt + 1);
  if (certified !== undefined) care.certifiedFrom = certified.from;
  if (certified?.to !== undefined) care.certifiedTo = certified.to;
  const admitted = daysIn(context, view, admittedAt + 1);
  if (admitted !== undefined) care.admittedFrom = admitted.from;
  if (admitted?.to !== undefined) care.admittedTo = admitted.to;
  return care;
}

export function homeHealthSegment(care: ReviewHomeHealth): SegmentValue {
  const { certifiedFrom, certifiedTo, admittedFrom, admittedTo, ...row } = care;
  const periods = [
    ...periodElements(certifiedFrom, certifiedTo).map((text, index) => [certifiedAt + index, text] as const),
    ...periodElements(admittedFrom, admittedTo).map((text, index) => [admittedAt + index, text] as const),
  ];
  return ["CR6", ...elementTexts(row, homeHealthFields, periods)];
}
