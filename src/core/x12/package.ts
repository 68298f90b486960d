/**
 * What others may build on, as `claimwright/x12`: reading, checking, answering, writing and explaining X12. Pure functions over
 * bytes and values; no I/O, no clock. See docs/guides/x12-library.md.
 */
export type { Finding, FindingKind, Severity } from "../kernel/finding.ts";
export { messageOf } from "../kernel/finding.ts";
export { acknowledge } from "./acknowledge/acknowledge.ts";
export { type GuideFile, type GuideTransaction, readByGuide } from "./by-guide/read.ts";
export { guideSchemas } from "./by-guide/schema.ts";
export type { GuideLoop, GuideSegment } from "./by-guide/values.ts";
export { type GuideContent, writeByGuide } from "./by-guide/write.ts";
export { type CheckedTransaction, type CheckOptions, type CheckResult, checkFile, newFileChecker } from "./check/check-file.ts";
export type { PartnerRules } from "./check/partners.ts";
export { findingKinds } from "./finding-kinds.ts";
export { guideOf } from "./guides/guides.ts";
export type { Situation } from "./guides/situations.ts";
export { type SpecimenName, specimens, specimenText } from "./samples/specimens.ts";
export { decodeText, encodeUtf8 } from "./syntax/decode.ts";
export { forEachSegment, newSegmentReader } from "./syntax/reader.ts";
export { rewrite } from "./syntax/rewrite.ts";
export { type SegmentValue, writeInterchange } from "./syntax/writer.ts";
export type { ClaimAcknowledgement, ImplementationAcknowledgement, InterchangeAcknowledgement } from "./transactions/acknowledgements.ts";
export type { StatusInquiry, StatusResponse } from "./transactions/claim-status.ts";
export type { DentalClaim, DentalClaimBatch } from "./transactions/dental-claim.ts";
export type { EligibilityInquiry, EligibilityResponse } from "./transactions/eligibility.ts";
export { explainedLine, explainSegments } from "./transactions/explain.ts";
export type { InstitutionalClaim, InstitutionalClaimBatch } from "./transactions/institutional-claim.ts";
export { x12Json } from "./transactions/json.ts";
export { jsonSchemas } from "./transactions/json-schema.ts";
export type { ProfessionalClaim, ProfessionalClaimBatch } from "./transactions/professional-claim.ts";
export { readAcknowledgementFile } from "./transactions/read-acknowledgements.ts";
export { readDentalClaimFile } from "./transactions/read-dental-claims.ts";
export { readInquiryFile } from "./transactions/read-inquiries.ts";
export { readInstitutionalClaimFile } from "./transactions/read-institutional-claims.ts";
export { forEachProfessionalClaim, readProfessionalClaimFile } from "./transactions/read-professional-claims.ts";
export { forEachRemittanceClaim, readRemittanceFile } from "./transactions/read-remittances.ts";
export { readServicesReviewFile } from "./transactions/read-services-reviews.ts";
export type { Remittance } from "./transactions/remittance.ts";
export type { ServicesReview } from "./transactions/services-review.ts";
export { acknowledgementOf, type BatchResult, writeClaimAcknowledgements } from "./transactions/write-claim-acknowledgement.ts";
export { writeStatusInquiries, writeStatusResponses } from "./transactions/write-claim-status.ts";
export { writeDentalClaims } from "./transactions/write-dental-claims.ts";
export { writeEligibilityInquiries, writeEligibilityResponses } from "./transactions/write-eligibility.ts";
export type { X12Envelope } from "./transactions/write-envelope.ts";
export {
  writeImplementationAcknowledgements,
  writeInterchangeAcknowledgement,
} from "./transactions/write-implementation-acknowledgement.ts";
export { writeInstitutionalClaims } from "./transactions/write-institutional-claims.ts";
export { writeProfessionalClaims } from "./transactions/write-professional-claims.ts";
export { writeRemittances } from "./transactions/write-remittances.ts";
export { writeServicesReviews } from "./transactions/write-services-reviews.ts";
