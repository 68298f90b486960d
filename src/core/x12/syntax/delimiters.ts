/** Where the delimiters of an interchange come from: the ISA, or a guess when there is none. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { delimitersClash, isaLength, isaUnreadable } from "./findings.ts";
import type { Delimiters } from "./segment.ts";

/** `*`, `:`, `^`, `~`: what nearly everyone uses, and what a bare transaction is read with. */
export const usualDelimiters: Delimiters = { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e };

/** Byte offsets of the sixteen element separators in a right ISA. */
const separatorOffsets = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103] as const;

/** Bytes of a right ISA with its terminator. */
export const isaSize = 106;

/** In so many bytes the separators of a wrong ISA are looked for. */
const headerWindow = 512;

/** So many bytes, or all there are, are looked at for a guess. */
export const guessWindow = 8192;

export interface FoundDelimiters {
  readonly delimiters: Delimiters;
  readonly findings: readonly Finding[];
}

/** Reads the delimiters of the ISA that begins at `start`. `place` is put into the findings. */
export function readIsaDelimiters(
  bytes: Uint8Array,
  { start, end, segment }: { readonly start: number; readonly end: number; readonly segment: number },
): FoundDelimiters {
  const place = { segment, tag: "ISA" };
  const element = bytes[start + 3] ?? usualDelimiters.element;
  if (isRightIsa(bytes, start, end)) {
    return withClashes(
      {
        element,
        component: bytes[start + 104] ?? 0,
        repetition: repetitionOf(bytes[start + 82] ?? 0),
        segment: bytes[start + 105] ?? 0,
      },
      place,
    );
  }
  const wrong = separatorOffsets.findIndex((offset) => bytes[start + offset] !== element);
  const counted = countSeparators(bytes, { start, end, element });
  const last = counted[15];
  if (last === undefined) return guessed(bytes, { start, end, place });
  const component = bytes[last + 1] ?? 0;
  const afterComponent = bytes[last + 2] ?? 0;
  // ISA16 left empty: the byte after the sixteenth separator is already the terminator, and GS follows.
  const noComponent = afterComponent === 0x47 || !isDelimiter(afterComponent);
  const terminator = noComponent ? component : afterComponent;
  if (!isDelimiter(terminator)) return guessed(bytes, { start, end, place });
  const eleventh = counted[10];
  const found = withClashes(
    {
      element,
      component: noComponent ? usualDelimiters.component : component,
      repetition: repetitionOf(eleventh === undefined ? 0 : (bytes[eleventh + 1] ?? 0)),
      segment: terminator,
    },
    place,
  );
  const misplaced = wrong < 0 ? 16 : Math.max(wrong, 1);
  return {
    delimiters: found.delimiters,
    findings: [finding(isaLength, { ...place, element: misplaced }, { element: misplaced }), ...found.findings],
  };
}

/** True for 106 bytes with separators and a terminator in their places: no more bytes are needed to read it. */
export function isRightIsa(bytes: Uint8Array, start: number, end: number): boolean {
  const element = bytes[start + 3];
  if (end - start < isaSize || !isDelimiter(bytes[start + 105] ?? 0)) return false;
  for (const offset of separatorOffsets) if (bytes[start + offset] !== element) return false;
  return true;
}

/** Guesses for a file that begins with some other segment: the byte after its tag separates, `~` or a line end terminates. */
export function guessDelimiters(bytes: Uint8Array, start: number, end: number): Delimiters {
  let tagEnd = start;
  while (tagEnd < end && tagEnd < start + 3 && isAlphanumeric(bytes[tagEnd] ?? 0)) tagEnd += 1;
  const after = bytes[tagEnd] ?? 0;
  const element = tagEnd < end && isDelimiter(after) && after !== 0x0a && after !== 0x0d ? after : usualDelimiters.element;
  const window = bytes.subarray(start, Math.min(end, start + guessWindow));
  const tilde = element !== 0x7e && window.includes(0x7e);
  const line = window.indexOf(0x0a);
  const lineEnd = line > 0 && window[line - 1] === 0x0d ? 0x0d : 0x0a;
  const segment = tilde
    ? 0x7e
    : line >= 0
      ? lineEnd
      : window.includes(0x0d)
        ? 0x0d
        : window.includes(0x27) && element !== 0x27
          ? 0x27
          : 0x7e;
  const component = element === 0x3a ? 0x3e : usualDelimiters.component;
  const repetition = element === 0x5e ? 0x21 : usualDelimiters.repetition;
  return { element, component, repetition, segment };
}

export function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function guessed(
  bytes: Uint8Array,
  {
    start,
    end,
    place,
  }: { readonly start: number; readonly end: number; readonly place: { readonly segment: number; readonly tag: string } },
): FoundDelimiters {
  return { delimiters: guessDelimiters(bytes, start, end), findings: [finding(isaUnreadable, place)] };
}

function withClashes(delimiters: Delimiters, place: { readonly segment: number; readonly tag: string }): FoundDelimiters {
  const named = [
    ["element", delimiters.element],
    ["component", delimiters.component],
    ["repetition", delimiters.repetition],
    ["segment", delimiters.segment],
  ] as const;
  const findings: Finding[] = [];
  named.forEach(([first, byte], index) => {
    for (const [second, other] of named.slice(index + 1)) {
      if (byte === other) findings.push(finding(delimitersClash, place, { first, second }));
    }
  });
  return { delimiters, findings };
}

/** ISA11 of version 004010 holds "U": no repetition separator. An unused byte stands in. */
function repetitionOf(byte: number): number {
  return isDelimiter(byte) ? byte : 0x00;
}

function isDelimiter(byte: number): boolean {
  return !isAlphanumeric(byte) && byte !== 0x20 && byte !== 0x00;
}

/** Offsets of the first sixteen separators, fewer when a line ends or the window does before that. */
function countSeparators(
  bytes: Uint8Array,
  { start, end, element }: { readonly start: number; readonly end: number; readonly element: number },
): readonly number[] {
  const found: number[] = [];
  const stop = Math.min(end, start + headerWindow);
  for (let index = start + 3; index < stop && found.length < 16; index += 1) {
    if (bytes[index] === element) found.push(index);
    else if (bytes[index] === 0x0a || bytes[index] === 0x0d) break;
  }
  return found;
}
