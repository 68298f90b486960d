/** Which transaction, group or interchange has no trailer: a file that was cut between two segments says so by nothing else. */
import { type Finding, type FindingKind, finding } from "../../kernel/finding.ts";
import { geMissing, ieaMissing, seMissing } from "../syntax/envelope-findings.ts";

export interface TrailerWatch {
  /** Takes the next segment's tag and its number, ISA = 1. */
  segment(tag: string, index: number): void;
  /** What is missing, in the order of the file, at most 1000. Call it once, after the last segment. */
  end(): readonly Finding[];
}

const maxFindings = 1000;

export function newTrailerWatch(): TrailerWatch {
  const findings: Finding[] = [];
  let isInterchangeOpen = false;
  let isGroupOpen = false;
  let isSetOpen = false;
  let last = 0;

  function miss(kind: FindingKind, tag: string): void {
    if (findings.length < maxFindings) findings.push(finding(kind, { segment: last, tag }));
  }

  function closeSet(): void {
    if (isSetOpen) miss(seMissing, "SE");
    isSetOpen = false;
  }

  function closeGroup(): void {
    closeSet();
    if (isGroupOpen) miss(geMissing, "GE");
    isGroupOpen = false;
  }

  function closeInterchange(): void {
    closeGroup();
    if (isInterchangeOpen) miss(ieaMissing, "IEA");
    isInterchangeOpen = false;
  }

  return {
    segment(tag, index) {
      switch (tag) {
        case "ISA":
          closeInterchange();
          isInterchangeOpen = true;
          break;
        case "GS":
          closeGroup();
          isGroupOpen = true;
          break;
        case "ST":
          closeSet();
          isSetOpen = true;
          break;
        case "SE":
          isSetOpen = false;
          break;
        case "GE":
          closeSet();
          isGroupOpen = false;
          break;
        case "IEA":
          closeGroup();
          isInterchangeOpen = false;
          break;
        default:
      }
      last = index;
    },
    end() {
      closeInterchange();
      return findings;
    },
  };
}
