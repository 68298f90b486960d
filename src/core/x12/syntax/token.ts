/** One segment as a window on the reader's bytes: its separators in a typed array, text made when it is asked for. */
import { decodeText } from "./decode.ts";
import { usualDelimiters } from "./delimiters.ts";
import type { Delimiters, SegmentView } from "./segment.ts";

/** A segment with its bytes, for whoever writes it again, measures it or checks it without making text. */
export interface SegmentToken extends SegmentView {
  /** The bytes of a tag of two or three as one number, 0 for any other tag. */
  readonly tagKey: number;
  /** Bytes from the tag to before the terminator. */
  readonly length: number;
  /** False when the file or the size limit cut the segment. */
  readonly terminated: boolean;
  /** The reader's buffer, in which the segment takes [start, end). Good until the next segment. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Where separators stand in `bytes`: element n lies between `offsets[first + n - 1]` and `offsets[first + n]`; the last is the segment's end. */
  readonly offsets: Int32Array;
  readonly first: number;
  /** The segment's text without its terminator. */
  text(): string;
  /** The bytes of element n as they stand in the file (0 = the tag). A window on the reader's buffer: copy to keep. */
  elementBytes(n: number): Uint8Array;
  /** Length in bytes of element n, 0 when absent. */
  elementLength(n: number): number;
}

export interface TokenSlot {
  readonly token: SegmentToken;
  /** Puts the segment that begins at `start` into the token; gives the offset of its terminator, -1 when none stands before `end`. */
  scan(bytes: Uint8Array, start: number, end: number, delimiters: Delimiters): number;
  /** Says where the scanned segment stands in the file. */
  place(index: number, offset: number): void;
  /** Turns to bytes of which the marks are known. */
  open(bytes: Uint8Array, offsets: Int32Array, delimiters: Delimiters): void;
  /** Puts the segment with this number into the token: it begins at `start`, and its separators and its end are the marks from `first` to `last`. */
  take(index: number, start: number, first: number, last: number, base: number): void;
}

type OpenToken = { -readonly [Key in keyof SegmentToken]: SegmentToken[Key] };

/** One token, used again for each segment: a file of any size makes one object. Its values are plain fields, which are read fastest. */
export function newTokenSlot(): TokenSlot {
  let own = new Int32Array(128);

  function startOf(n: number): number {
    return n === 0 ? token.start : (token.offsets[token.first + n - 1] ?? token.end) + 1;
  }

  function endOf(n: number): number {
    return n >= token.elementCount ? token.end : (token.offsets[token.first + n] ?? token.end);
  }

  function nameAfter(start: number, stop: number): void {
    const { bytes } = token;
    const key = tagKeyOf(bytes, start, stop);
    token.tagKey = key;
    token.tag = key === 0 ? decodeText(bytes, start, stop) : tagOf(key);
  }

  function element(n: number): string {
    if (n < 1 || n > token.elementCount) return "";
    return decodeText(token.bytes, startOf(n), endOf(n));
  }

  const token: OpenToken = {
    index: 0,
    tag: "",
    tagKey: 0,
    elementCount: 0,
    offset: 0,
    length: 0,
    terminated: true,
    delimiters: usualDelimiters,
    bytes: new Uint8Array(0),
    start: 0,
    end: 0,
    offsets: own,
    first: 0,
    text: () => decodeText(token.bytes, token.start, token.end),
    element,
    component: (n, c) => {
      if (n < 1 || n > token.elementCount) return "";
      const { bytes, delimiters } = token;
      const to = endOf(n);
      let from = startOf(n);
      for (let passed = 1; passed < c; passed += 1) {
        from = markAt(bytes, from, to, delimiters) + 1;
        const mark = bytes[from - 1];
        if (from > to || mark === delimiters.repetition || mark !== delimiters.component) return "";
      }
      return decodeText(bytes, from, markAt(bytes, from, to, delimiters));
    },
    repetitions: (n) => {
      const value = element(n);
      const { repetition } = token.delimiters;
      return value === "" ? [] : repetition === 0 ? [value] : value.split(String.fromCharCode(repetition));
    },
    components: (value) => value.split(String.fromCharCode(token.delimiters.component)),
    elementBytes: (n) => (n > token.elementCount ? token.bytes.subarray(token.end, token.end) : token.bytes.subarray(startOf(n), endOf(n))),
    elementLength: (n) => (n > token.elementCount ? 0 : endOf(n) - startOf(n)),
  };

  return {
    token,
    scan(source, from, to, marks) {
      const { element: mark, segment } = marks;
      let found = 0;
      let at = from;
      for (; at < to; at += 1) {
        const byte = source[at];
        if (byte === segment) break;
        if (byte !== mark) continue;
        if (found + 1 === own.length) own = grow(own);
        own[found] = at;
        found += 1;
      }
      own[found] = at;
      // Whoever keeps the segment keeps its offsets.
      token.bytes = source;
      token.offsets = own.slice(0, found + 1);
      token.delimiters = marks;
      token.first = 0;
      token.start = from;
      token.end = at;
      token.length = at - from;
      token.elementCount = found;
      token.terminated = at < to;
      nameAfter(from, own[0] ?? at);
      return at < to ? at : -1;
    },
    place(segmentIndex, fileOffset) {
      token.index = segmentIndex;
      token.offset = fileOffset;
    },
    open(source, offsets, marks) {
      token.bytes = source;
      token.offsets = offsets;
      token.delimiters = marks;
      token.terminated = true;
    },
    take(segmentIndex, from, first, last, base) {
      const { offsets } = token;
      const end = offsets[last] ?? from;
      token.index = segmentIndex;
      token.offset = base + from;
      token.start = from;
      token.end = end;
      token.length = end - from;
      token.first = first;
      token.elementCount = last - first;
      nameAfter(from, offsets[first] ?? end);
    },
  };
}

/** A token that stays as it is when the reader goes on. */
export function copySegment(segment: SegmentToken): SegmentToken {
  const { terminated, delimiters } = segment;
  // The terminator is copied along: by it the copy knows that it is whole.
  const own = new Uint8Array(segment.length + (terminated ? 1 : 0));
  own.set(segment.bytes.subarray(segment.start, segment.end));
  if (terminated) own[segment.length] = delimiters.segment;
  const slot = newTokenSlot();
  slot.scan(own, 0, own.length, delimiters);
  slot.place(segment.index, segment.offset);
  return slot.token;
}

/** Two or three ASCII bytes as one number. */
function tagKeyOf(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length < 2 || length > 3) return 0;
  const first = bytes[from] ?? 0;
  const pair = (first << 8) | (bytes[from + 1] ?? 0);
  const key = length === 2 ? pair : (pair << 8) | (bytes[from + 2] ?? 0);
  return first === 0 || (key & 0x808080) !== 0 ? 0 : key;
}

const tagBits = 13;
const tagKeys = new Int32Array(1 << tagBits);
const tagTexts: string[] = new Array<string>(1 << tagBits).fill("");

/** Tags are made once. As keys of an object they become the engine's own strings, which compare fastest. */
function tagOf(key: number): string {
  const place = Math.imul(key, 0x9e3779b1) >>> (32 - tagBits);
  if (tagKeys[place] === key) return tagTexts[place] ?? "";
  const text = String.fromCharCode(...(key > 0xffff ? [key >> 16] : []), (key >> 8) & 0xff, key & 0xff);
  const [made = ""] = Object.keys({ [text]: true });
  tagKeys[place] = key;
  tagTexts[place] = made;
  return made;
}

/** The end of the component that begins at `from`: the next mark of a component or of a repetition, or `to`. */
function markAt(bytes: Uint8Array, from: number, to: number, { component, repetition }: Delimiters): number {
  let at = from;
  while (at < to && bytes[at] !== component && (repetition === 0 || bytes[at] !== repetition)) at += 1;
  return at;
}

function grow(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(from.length * 2);
  larger.set(from);
  return larger;
}
