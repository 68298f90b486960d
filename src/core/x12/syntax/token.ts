/** One segment as a window on the reader's bytes: its separators in a typed array, text made when it is asked for. */
import { decodeText, isAscii } from "./decode.ts";
import { usualDelimiters } from "./delimiters.ts";
import type { Delimiters, SegmentView } from "./segment.ts";

/** A segment with its bytes, for whoever writes it again, measures it or checks it without making text. */
export interface SegmentToken extends SegmentView {
  /** Bytes from the tag to before the terminator. */
  readonly length: number;
  /** False when the file or the size limit cut the segment. */
  readonly terminated: boolean;
  /** The reader's buffer, in which the segment takes [start, end). Good until the next segment. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Where the element separators stand in `bytes`: element n is between separator n - 1 and n. Only the first `elementCount` count. */
  readonly separators: Int32Array;
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
}

/** One token, used again for each segment: a file of any size makes one object. */
export function newTokenSlot(): TokenSlot {
  let separators = new Int32Array(128);
  let count = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  let start = 0;
  let end = 0;
  let terminated = true;
  let index = 0;
  let offset = 0;
  let delimiters = usualDelimiters;
  // Made once, when some text is first asked for: where all of it is ASCII, elements are slices of it.
  let whole: string | undefined;
  let isSliced = false;
  let tagText: string | undefined;

  function startOf(n: number): number {
    return n === 0 ? start : (separators[n - 1] ?? end) + 1;
  }

  function endOf(n: number): number {
    return n >= count ? end : (separators[n] ?? end);
  }

  function text(): string {
    if (whole === undefined) {
      isSliced = isAscii(bytes, start, end);
      whole = decodeText(bytes, start, end);
    }
    return whole;
  }

  function elementText(n: number): string {
    if (n < 0 || n > count) return "";
    const from = startOf(n);
    const to = endOf(n);
    const all = text();
    return isSliced ? all.slice(from - start, to - start) : decodeText(bytes, from, to);
  }

  const token: SegmentToken = {
    get index() {
      return index;
    },
    get tag() {
      tagText ??= tagOf(bytes, start, endOf(0));
      return tagText;
    },
    get elementCount() {
      return count;
    },
    get offset() {
      return offset;
    },
    get length() {
      return end - start;
    },
    get terminated() {
      return terminated;
    },
    get delimiters() {
      return delimiters;
    },
    get bytes() {
      return bytes;
    },
    get start() {
      return start;
    },
    get end() {
      return end;
    },
    get separators() {
      return separators;
    },
    text,
    element: (n) => (n < 1 ? "" : elementText(n)),
    component: (n, c) => {
      const value = n < 1 ? "" : elementText(n);
      return value === "" ? "" : componentOf(value, c, delimiters);
    },
    repetitions: (n) => {
      const value = n < 1 ? "" : elementText(n);
      return value === "" ? [] : delimiters.repetition === 0 ? [value] : value.split(String.fromCharCode(delimiters.repetition));
    },
    components: (value) => value.split(String.fromCharCode(delimiters.component)),
    elementBytes: (n) => (n > count ? bytes.subarray(end, end) : bytes.subarray(startOf(n), endOf(n))),
    elementLength: (n) => (n > count ? 0 : endOf(n) - startOf(n)),
  };

  return {
    token,
    scan(source, from, to, marks) {
      const { element, segment } = marks;
      let slots = separators;
      let found = 0;
      let at = from;
      for (; at < to; at += 1) {
        const byte = source[at];
        if (byte === segment) break;
        if (byte !== element) continue;
        if (found === slots.length) {
          slots = grow(slots);
          separators = slots;
        }
        slots[found] = at;
        found += 1;
      }
      bytes = source;
      start = from;
      end = at;
      count = found;
      delimiters = marks;
      terminated = at < to;
      whole = undefined;
      tagText = undefined;
      return terminated ? at : -1;
    },
    place(segmentIndex, fileOffset) {
      index = segmentIndex;
      offset = fileOffset;
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

const tags = new Map<number, string>();

/** Tags of two or three bytes are made once. As keys of an object they become the engine's own strings, which compare fastest. */
function tagOf(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length < 2 || length > 3) return decodeText(bytes, start, end);
  const key = ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (length === 3 ? (bytes[start + 2] ?? 0) : 0);
  const known = tags.get(key);
  if (known !== undefined) return known;
  const [made = ""] = Object.keys({ [decodeText(bytes, start, end)]: true });
  if (tags.size < 4096) tags.set(key, made);
  return made;
}

function componentOf(value: string, component: number, delimiters: Delimiters): string {
  const mark = String.fromCharCode(delimiters.component);
  const repeat = delimiters.repetition === 0 ? -1 : value.indexOf(String.fromCharCode(delimiters.repetition));
  const first = repeat < 0 ? value : value.slice(0, repeat);
  let from = 0;
  for (let passed = 1; passed < component; passed += 1) {
    const next = first.indexOf(mark, from);
    if (next < 0) return "";
    from = next + 1;
  }
  const to = first.indexOf(mark, from);
  return to < 0 ? first.slice(from) : first.slice(from, to);
}

function grow(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(from.length * 2);
  larger.set(from);
  return larger;
}
