/** The JSON shape of reviews of services. */

import { deliveryFields } from "./benefit-details.ts";
import { elementShape, elementShapes } from "./element-fields.ts";
import { tooth } from "./json-facility-claims.ts";
import { address, attachment, contact, date, identifier, name, procedure } from "./json-parts.ts";
import { exact, list, money, plain, plains, shape } from "./json-shapes.ts";
import { conditionIndicator } from "./json-supplements.ts";
import { relatedCauses } from "./json-values.ts";
import {
  admissionFields,
  homeHealthFields,
  manipulationFields,
  oxygenFields,
  type ReviewHomeHealth,
  transportFields,
} from "./review-details.ts";
import type {
  EarlierReviewer,
  ReviewDecision,
  ReviewDiagnosis,
  ReviewedEvent,
  ReviewedService,
  ReviewKind,
  ReviewParty,
  ReviewPerson,
  ReviewRefusal,
  ReviewTrace,
  ReviewTransportStop,
  ServicesReview,
} from "./services-review.ts";

const refusal = shape<ReviewRefusal>({ valid: plain, reason: plain, followUp: plain });
const partyFields = {
  role: plain,
  name,
  id: identifier,
  specialty: identifier,
  address,
  identifiers: list(identifier),
  contacts: list(contact),
  refusals: list(refusal),
};
const party = shape<ReviewParty>(partyFields);

const person = shape<ReviewPerson>({
  name,
  memberId: identifier,
  address,
  identifiers: list(identifier),
  birthDate: plain,
  sex: plain,
  relationship: plain,
  employment: plain,
  birthOrder: plain,
  refusals: list(refusal),
});

const reviewed = {
  traces: list(shape<ReviewTrace>({ kind: plain, number: plain, originator: plain, division: plain })),
  refusals: list(refusal),
  kind: shape<ReviewKind>({
    category: plain,
    certification: plain,
    serviceType: plain,
    place: identifier,
    placeFrequency: plain,
    relatedCauses,
    urgency: plain,
    condition: plain,
    prognosis: plain,
    releaseOfInformation: plain,
    delayReason: plain,
  }),
  decision: shape<ReviewDecision>({ action: plain, number: plain, reason: plain, secondOpinion: plain }),
  identifiers: list(identifier),
  dates: list(date),
  delivery: elementShape(deliveryFields),
  attachments: list(attachment),
  message: plain,
  providers: list(party),
};

const service = shape<ReviewedService>({
  ...reviewed,
  of: plain,
  procedure,
  revenueCode: plain,
  charge: money,
  unitKind: plain,
  units: exact,
  pointers: plains,
  epsdt: plain,
  levelOfCare: plain,
  unitRate: exact,
  residence: plain,
  areas: plains,
  prosthesis: plain,
  description: plain,
  teeth: list(tooth),
});

const days = { certifiedFrom: plain, certifiedTo: plain, admittedFrom: plain, admittedTo: plain };
const eventDetails = {
  conditionIndicators: list(conditionIndicator),
  admission: elementShape(admissionFields),
  transport: elementShape(transportFields),
  manipulation: elementShape(manipulationFields),
  oxygen: elementShape(oxygenFields),
  homeHealth: shape<ReviewHomeHealth>({ ...elementShapes(homeHealthFields), ...days }),
  stops: list(shape<ReviewTransportStop>({ role: plain, name: plain, address })),
  earlierReviewers: list(shape<EarlierReviewer>({ name: plain, refusal: identifier, refusedOn: plain })),
};

export const servicesReviewJson = shape<ServicesReview>({
  control: plain,
  purpose: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  transactionKind: plain,
  payer: shape<ServicesReview["payer"]>({ ...partyFields, levelRefusals: list(refusal) }),
  requester: party,
  subscriber: person,
  dependent: person,
  events: list(
    shape<ReviewedEvent>({
      ...reviewed,
      diagnoses: list(shape<ReviewDiagnosis>({ qualifier: plain, code: plain, on: plain })),
      ...eventDetails,
      services: list(service),
    }),
  ),
});
