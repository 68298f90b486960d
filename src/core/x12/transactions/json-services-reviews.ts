/** The JSON shape of reviews of services. */

import { address, contact, date, identifier, name, procedure } from "./json-parts.ts";
import { exact, list, money, plain, shape } from "./json-shapes.ts";
import { diagnosis } from "./json-values.ts";
import type {
  ReviewDecision,
  ReviewDelivery,
  ReviewedEvent,
  ReviewedService,
  ReviewKind,
  ReviewParty,
  ReviewPerson,
  ReviewRefusal,
  ReviewTrace,
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
  refusals: list(refusal),
});

const reviewed = {
  traces: list(shape<ReviewTrace>({ kind: plain, number: plain, originator: plain, division: plain })),
  refusals: list(refusal),
  kind: shape<ReviewKind>({ category: plain, certification: plain, serviceType: plain, place: identifier, urgency: plain }),
  decision: shape<ReviewDecision>({ action: plain, number: plain, reason: plain }),
  identifiers: list(identifier),
  dates: list(date),
  delivery: shape<ReviewDelivery>({ quantityKind: plain, quantity: exact, unit: plain, perUnit: exact, periodKind: plain, periods: exact }),
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
});

export const servicesReviewJson = shape<ServicesReview>({
  control: plain,
  purpose: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  payer: shape<ServicesReview["payer"]>({ ...partyFields, levelRefusals: list(refusal) }),
  requester: party,
  subscriber: person,
  dependent: person,
  events: list(shape<ReviewedEvent>({ ...reviewed, diagnoses: list(diagnosis), services: list(service) })),
});
