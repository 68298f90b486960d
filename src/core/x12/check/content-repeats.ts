/** Level 4 of claims: what stands twice: a segment letter by letter, a claim in one transaction. */
import * as kinds from "./content-findings.ts";
import { patientOf } from "./content-person.ts";
import {
  childOf,
  hashAt,
  isComponentAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  sameBytes,
  segmentOf,
  textAt,
} from "./record.ts";

/** Segments that repeat for another value, in a claim and in all that hangs under it. */
export function checkRepeatedSegments(record: LoopRecord, report: Report): void {
  let length = 1;
  for (let segment = record.head; segment !== undefined; segment = segment.next) {
    const { next } = segment;
    if (next !== undefined && next.tag === segment.tag && sameBytes(segment, next)) {
      length += 1;
      continue;
    }
    // Where they are more than the guide allows, that has its own finding.
    if (length > 1 && length < many) report(kinds.segmentTwice, placeOf(segment, record), { tag: segment.tag, loop: record.loop });
    length = 1;
  }
  for (let { child } = record; child !== undefined; child = child.next) checkRepeatedSegments(child, report);
}

const many = 4;

/** Some 25 MB: more than any payer takes in a transaction, and a bound for files made to fill the memory. */
const mostRemembered = 1 << 18;

export interface ClaimRepeats {
  claim(record: LoopRecord): void;
}

/**
 * Remembers the claims of a transaction by numbers made of their bytes, so that memory stays small: what two claims of one
 * number have in common, and whose they are.
 */
export function newClaimRepeats(report: Report): ClaimRepeats {
  const places = new Map<number, number>();
  const checks: number[] = [];
  const contents: number[] = [];
  const patients: number[] = [];
  const segments: number[] = [];
  return {
    claim(record) {
      const clm = segmentOf(record, "CLM");
      // A replacement and a void may have the number of what they answer.
      if (clm === undefined || !isComponentAt(clm, 5, 3, "1")) return;
      const number = hashAt(clm, 1);
      const at = places.get(number);
      if (at === undefined) {
        if (checks.length === mostRemembered) return;
        places.set(number, checks.length);
        checks.push(otherHash(clm));
        contents.push(contentOf(record, clm));
        patients.push(personNumber(record));
        segments.push(clm.index);
        return;
      }
      if (checks[at] !== otherHash(clm)) return;
      const isSame = contents[at] === contentOf(record, clm);
      // One patient's account may have one number for all its claims, though answers then do not say which is meant.
      if (!isSame && patients[at] === personNumber(record)) return;
      report(kinds.claimTwice, placeOf(clm, record, 1), {
        value: textAt(clm, 1).slice(0, 40),
        other: segments[at] ?? 0,
        how: isSame ? ", which asks for the same services" : ", which is another patient's",
      });
    },
  };
}

/** A second number of the same text: both are the same by chance once in some billion billion claims. */
function otherHash(clm: SegmentRecord): number {
  return hashAt(clm, 1, otherPrime);
}

const otherPrime = 0x85ebca6b;

/** Whose claim it is, by surname, first name and birth: the same patient may stand in several levels. */
function personNumber(claim: LoopRecord): number {
  const person = patientOf(claim);
  const name = segmentOf(person, "NM1");
  const birth = segmentOf(person, "DMG");
  let hash = birth === undefined ? 0 : hashAt(birth, 2);
  if (name !== undefined) hash = Math.imul(Math.imul(hash, 31) + hashAt(name, 3), 31) + hashAt(name, 4);
  return hash | 0;
}

/** What a claim asks for: its charge, and its first line's service, charge and day. */
function contentOf(record: LoopRecord, clm: SegmentRecord): number {
  const line = childOf(record, "2400");
  const service = segmentOf(line, "SV1") ?? segmentOf(line, "SV2") ?? segmentOf(line, "SV3");
  const day = segmentOf(line, "DTP", "472");
  let hash = hashAt(clm, 2);
  if (service !== undefined) hash = Math.imul(Math.imul(hash, 31) + hashAt(service, 1), 31) + hashAt(service, 2);
  return day === undefined ? hash : Math.imul(hash, 31) + hashAt(day, 3);
}
