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
export { explainedLine, explainSegments } from "./transactions/explain.ts";
export { x12Json } from "./transactions/json.ts";
export { jsonSchemas } from "./transactions/json-schema.ts";
export type { X12Envelope } from "./transactions/write-envelope.ts";
