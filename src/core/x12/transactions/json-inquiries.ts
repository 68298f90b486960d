/** The JSON shape of questions and answers: eligibility (270, 271) and claim status (276, 277). */
import type { ClaimStatus } from "./acknowledgements.ts";
import { deliveryFields, placeFields } from "./benefit-details.ts";
import type {
  StatusAnswer,
  StatusAnswerLine,
  StatusDetail,
  StatusInquiry,
  StatusPerson,
  StatusQuestion,
  StatusQuestionLine,
  StatusResponse,
} from "./claim-status.ts";
import { elementShape } from "./element-fields.ts";
import type {
  Benefit,
  EligibilityAnswer,
  EligibilityInquiry,
  EligibilityPerson,
  EligibilityQuestion,
  EligibilityReceiver,
  EligibilityRejection,
  EligibilityResponse,
  InquiryParty,
  InquiryTrace,
  RelatedParty,
  ServiceQuestion,
} from "./eligibility.ts";
import { address, contact, date, identifier, name, procedure } from "./json-parts.ts";
import { exact, list, money, plain, plains, shape } from "./json-shapes.ts";
import type { MilitaryService } from "./military-service.ts";
import type { ClaimDiagnosis } from "./professional-claim.ts";

const party = shape<InquiryParty>({ role: plain, name, id: identifier });
const receiver = shape<EligibilityReceiver>({
  role: plain,
  name,
  id: identifier,
  identifiers: list(identifier),
  address,
  providerKind: plain,
  taxonomy: plain,
});
const trace = shape<InquiryTrace>({ kind: plain, number: plain, originator: plain, division: plain });
const person = shape<EligibilityPerson>({
  name,
  memberId: identifier,
  identifiers: list(identifier),
  address,
  birthDate: plain,
  sex: plain,
  relationship: plain,
  maintenance: plain,
  maintenanceReason: plain,
  birthOrder: plain,
  providerKind: plain,
  specialty: identifier,
  diagnoses: list(shape<ClaimDiagnosis>({ qualifier: plain, code: plain })),
  military: shape<MilitaryService>({
    information: plain,
    status: plain,
    branch: plain,
    description: plain,
    rank: plain,
    from: plain,
    to: plain,
  }),
  dates: list(date),
});
const rejection = shape<EligibilityRejection>({ at: plain, valid: plain, reason: plain, followUp: plain });

const place = elementShape(placeFields);

const question = shape<EligibilityQuestion>({
  payer: party,
  receiver,
  traces: list(trace),
  subscriber: person,
  dependent: person,
  dates: list(date),
  services: list(
    shape<ServiceQuestion>({
      types: plains,
      procedure,
      coverage: plain,
      pointers: plains,
      amounts: list(shape<NonNullable<ServiceQuestion["amounts"]>[number]>({ qualifier: plain, amount: money })),
      places: list(place),
      identifiers: list(identifier),
      dates: list(date),
    }),
  ),
});

export const eligibilityInquiryJson = shape<EligibilityInquiry>({
  control: plain,
  purpose: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  kind: plain,
  questions: list(question),
});

const benefit = shape<Benefit>({
  kind: plain,
  coverage: plain,
  serviceTypes: plains,
  insuranceType: plain,
  plan: plain,
  period: plain,
  amount: money,
  percent: exact,
  quantityKind: plain,
  quantity: exact,
  authorization: plain,
  network: plain,
  procedure,
  pointers: plains,
  identifiers: list(identifier),
  dates: list(date),
  rejections: list(rejection),
  messages: plains,
  parties: list(
    shape<RelatedParty>({
      role: plain,
      name,
      id: identifier,
      relationship: plain,
      address,
      contacts: list(contact),
      providerKind: plain,
      specialty: identifier,
    }),
  ),
  deliveries: list(elementShape(deliveryFields)),
  places: list(place),
});

const answer = shape<EligibilityAnswer>({
  payer: party,
  contacts: list(contact),
  receiver,
  traces: list(trace),
  subscriber: person,
  dependent: person,
  dates: list(date),
  rejections: list(rejection),
  benefits: list(benefit),
});

export const eligibilityResponseJson = shape<EligibilityResponse>({
  control: plain,
  purpose: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  kind: plain,
  answers: list(answer),
});

const statusPerson = shape<StatusPerson>({ name, memberId: identifier, birthDate: plain, sex: plain });
const subject = { payer: party, receiver: party, providers: list(party), subscriber: statusPerson, dependent: statusPerson };
const service = { procedure, charge: money, revenueCode: plain, units: exact, controlNumber: plain, serviceFrom: plain, serviceTo: plain };

const statusQuestion = shape<StatusQuestion>({
  ...subject,
  trace: plain,
  identifiers: list(identifier),
  charge: money,
  serviceFrom: plain,
  serviceTo: plain,
  lines: list(shape<StatusQuestionLine>(service)),
});

export const statusInquiryJson = shape<StatusInquiry>({
  control: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  questions: list(statusQuestion),
});

const status = shape<ClaimStatus>({ category: plain, status: plain, entity: plain, list: plain });
const detail = shape<StatusDetail>({
  statuses: list(status),
  on: plain,
  charge: money,
  paid: money,
  decidedOn: plain,
  paidOn: plain,
  trace: plain,
});

const statusAnswer = shape<StatusAnswer>({
  ...subject,
  contacts: list(contact),
  trace: plain,
  statuses: list(detail),
  identifiers: list(identifier),
  serviceFrom: plain,
  serviceTo: plain,
  lines: list(shape<StatusAnswerLine>({ ...service, paid: money, statuses: list(detail) })),
});

export const statusResponseJson = shape<StatusResponse>({
  control: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  answers: list(statusAnswer),
});
