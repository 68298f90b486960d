/** The JSON shape of what many transactions have: names, addresses, identifiers, procedures, adjustments. */
import { exact, list, money, plain, plains, shape } from "./json-shapes.ts";
import type {
  Adjustment,
  Attachment,
  ClaimDate,
  ClaimNote,
  ClaimProcedure,
  X12Address,
  X12Contact,
  X12Identifier,
  X12Name,
} from "./professional-claim.ts";

export const address = shape<X12Address>({
  line1: plain,
  line2: plain,
  city: plain,
  state: plain,
  zip: plain,
  country: plain,
  subdivision: plain,
});
export const name = shape<X12Name>({ kind: plain, last: plain, first: plain, middle: plain, prefix: plain, suffix: plain });
export const identifier = shape<X12Identifier>({ qualifier: plain, value: plain, description: plain, otherPayerId: plain });
export const contact = shape<X12Contact>({ name: plain, numbers: list(identifier) });
export const adjustment = shape<Adjustment>({ group: plain, reason: plain, amount: money, quantity: exact });
export const procedure = shape<ClaimProcedure>({ qualifier: plain, code: plain, modifiers: plains, description: plain, lastCode: plain });
export const date = shape<ClaimDate>({ qualifier: plain, from: plain, to: plain });
export const attachment = shape<Attachment>({ kind: plain, sent: plain, controlNumber: plain, description: plain });
export const note = shape<ClaimNote>({ kind: plain, text: plain });
