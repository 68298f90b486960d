/** The registry entries of all claim edits. */
import type { FindingKind } from "../kernel/finding.ts";
import { scrubRules } from "./rules.ts";

export const scrubFindings: readonly FindingKind[] = scrubRules.map(({ check: _check, onVoid: _onVoid, ...kind }) => kind);
