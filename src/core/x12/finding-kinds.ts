/** Every kind of finding that reading and checking X12 can give, by its code. */
import type { FindingKind } from "../kernel/finding.ts";
import { checkFindings } from "./check/findings.ts";
import { envelopeFindings } from "./syntax/envelope-findings.ts";
import { syntaxFindings } from "./syntax/findings.ts";

export const findingKinds: ReadonlyMap<string, FindingKind> = new Map(
  [...syntaxFindings, ...envelopeFindings, ...checkFindings].map((kind) => [kind.code, kind]),
);
