/** The JSON shape of what comes back before any decision: TA1, 999 and 277CA. */
import type {
  AcknowledgedClaim,
  AcknowledgedProviderName,
  AcknowledgedSegmentError,
  AcknowledgedSet,
  AcknowledgementTotals,
  ClaimAcknowledgement,
  ClaimStatus,
  ErrorContext,
  ImplementationAcknowledgement,
  InterchangeAcknowledgement,
  SourceReceipt,
  StatusInformation,
} from "./acknowledgements.ts";
import { identifier, name, procedure } from "./json-parts.ts";
import { exact, list, money, plain, plains, shape } from "./json-shapes.ts";

export const interchangeAcknowledgementJson = shape<InterchangeAcknowledgement>({
  control: plain,
  date: plain,
  time: plain,
  verdict: plain,
  note: plain,
});

const errorContext = shape<ErrorContext>({
  names: list(shape<ErrorContext["names"][number]>({ name: plain, value: plain })),
  tag: plain,
  position: plain,
  loop: plain,
  element: plain,
  component: plain,
  repetition: plain,
  reference: plain,
});

const segmentError = shape<AcknowledgedSegmentError>({
  tag: plain,
  position: plain,
  loop: plain,
  code: plain,
  context: list(errorContext),
  elements: list(
    shape<AcknowledgedSegmentError["elements"][number]>({
      element: plain,
      component: plain,
      repetition: plain,
      reference: plain,
      code: plain,
      value: plain,
      context: list(errorContext),
    }),
  ),
});

export const implementationAcknowledgementJson = shape<ImplementationAcknowledgement>({
  groupCode: plain,
  groupControl: plain,
  groupVersion: plain,
  verdict: plain,
  setsIncluded: plain,
  setsReceived: plain,
  setsAccepted: plain,
  groupNotes: plains,
  sets: list(
    shape<AcknowledgedSet>({ set: plain, control: plain, guide: plain, verdict: plain, notes: plains, errors: list(segmentError) }),
  ),
});

const status = shape<StatusInformation>({
  statuses: list(shape<ClaimStatus>({ category: plain, status: plain, entity: plain, list: plain })),
  on: plain,
  action: plain,
  amount: money,
  text: plain,
});

const totals = shape<AcknowledgementTotals>({ accepted: plain, rejected: plain, acceptedAmount: money, rejectedAmount: money });

const acknowledgedClaim = shape<AcknowledgedClaim>({
  patient: shape<NonNullable<AcknowledgedClaim["patient"]>>({ name, memberId: identifier }),
  controlNumber: plain,
  statuses: list(status),
  payerControlNumber: plain,
  clearinghouseNumber: plain,
  billType: plain,
  serviceFrom: plain,
  serviceTo: plain,
  lines: list(
    shape<AcknowledgedClaim["lines"][number]>({
      procedure,
      charge: money,
      revenueCode: plain,
      units: exact,
      controlNumber: plain,
      prescription: plain,
      serviceFrom: plain,
      serviceTo: plain,
      statuses: list(status),
    }),
  ),
});

const providerName = { name, npi: plain, id: identifier };

type Receiver = ClaimAcknowledgement["receivers"][number];

export const claimAcknowledgementJson = shape<ClaimAcknowledgement>({
  control: plain,
  reference: plain,
  createdOn: plain,
  createdAt: plain,
  source: shape<ClaimAcknowledgement["source"]>({
    name: plain,
    role: plain,
    id: plain,
    idQualifier: plain,
    trace: plain,
    receivedOn: plain,
    processedOn: plain,
    furtherReceipts: list(shape<SourceReceipt>({ trace: plain, receivedOn: plain, processedOn: plain })),
  }),
  receivers: list(
    shape<Receiver>({
      name,
      id: plain,
      batchReference: plain,
      totals,
      statuses: list(status),
      providers: list(
        shape<Receiver["providers"][number]>({
          ...providerName,
          furtherNames: list(shape<AcknowledgedProviderName>(providerName)),
          trace: plain,
          identifiers: list(identifier),
          totals,
          statuses: list(status),
          claims: list(acknowledgedClaim),
        }),
      ),
    }),
  ),
});
