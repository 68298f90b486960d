/** The JSON Schema of each typed transaction, made from the same shapes that write the JSON. */

import { claimAcknowledgementJson, implementationAcknowledgementJson, interchangeAcknowledgementJson } from "./json-acknowledgements.ts";
import { dentalClaimBatchJson, institutionalClaimBatchJson } from "./json-facility-claims.ts";
import { eligibilityInquiryJson, eligibilityResponseJson, statusInquiryJson, statusResponseJson } from "./json-inquiries.ts";
import { servicesReviewJson } from "./json-services-reviews.ts";
import type { JsonSchema } from "./json-shapes.ts";
import { professionalClaimBatchJson, remittanceJson } from "./json-values.ts";

/** By the `type` that `x12Json` gives a transaction. A field that is absent in the file is absent in the JSON. */
export const jsonSchemas: Readonly<Record<string, JsonSchema>> = {
  "837P": professionalClaimBatchJson.schema,
  "837I": institutionalClaimBatchJson.schema,
  "837D": dentalClaimBatchJson.schema,
  "835": remittanceJson.schema,
  "999": implementationAcknowledgementJson.schema,
  TA1: interchangeAcknowledgementJson.schema,
  "277CA": claimAcknowledgementJson.schema,
  "270": eligibilityInquiryJson.schema,
  "271": eligibilityResponseJson.schema,
  "276": statusInquiryJson.schema,
  "277": statusResponseJson.schema,
  "278": servicesReviewJson.schema,
};
