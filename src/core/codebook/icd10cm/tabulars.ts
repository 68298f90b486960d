/** The Tabular Lists in a pack: for a code and a day, what stands at it and what comes down to it. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { codesInNote, isInRange } from "../code-text.ts";
import type { Block, Chapter, SeventhCharacter, TabularNote } from "../model.ts";
import { keyOf, positionOf } from "../pack/code-key.ts";
import type { Pack } from "../pack/pack-file.ts";
import { flagBits, type Icd10cmMeta, noteKindNames, type PlaceHead, type TabularHead } from "./compile-pack.ts";

export interface TabularPage {
  readonly own: readonly TabularNote[];
  /** Own notes first, then those of each heading above, the block and the chapter. */
  readonly all: readonly TabularNote[];
  /** Of the code, or of the nearest heading that defines them. */
  readonly sevenths: readonly SeventhCharacter[];
  readonly block?: Block;
  readonly chapter?: Chapter;
  readonly flags: number;
  /** Where the notes come from. */
  readonly release?: string;
}

export interface Tabulars {
  page(code: string, on: IsoDate): TabularPage;
  /** Inclusion terms, of the newest list that has the code and of the starter set. */
  inclusions(code: string): readonly string[];
}

interface List {
  readonly head: TabularHead;
  /** Undefined when the list does not have the code. */
  at(code: string): { readonly notes: readonly TabularNote[]; readonly sevenths: readonly SeventhCharacter[] } | undefined;
  readonly chapters: readonly Chapter[];
  readonly blocks: readonly Block[];
}

export function openTabulars(pack: Pack, meta: Icd10cmMeta): Tabulars {
  const lists = meta.tabulars.map((head, at) => openList(pack, head, at));
  const starter = meta.starterTabular ? lists[0] : undefined;
  const published = meta.starterTabular ? lists.slice(1) : lists;
  return {
    inclusions(code) {
      const newest = published.findLast((list) => list.at(code) !== undefined)?.at(code)?.notes ?? [];
      const notes = [...newest, ...(starter?.at(code)?.notes ?? [])].filter((note) => note.kind === "inclusion");
      return [...new Set(notes.flatMap((note) => note.text.split(/;\s*/)))];
    },
    page(code, on) {
      const list = listFor(published, code, on) ?? starter;
      if (list === undefined) return { own: [], all: [], sevenths: [], flags: 0 };
      const own = ownNotes(list, starter, code);
      const inherited: TabularNote[] = [];
      let { sevenths } = own;
      for (let length = code.length - 1; length >= 3; length -= 1) {
        const above = list.at(code.slice(0, length));
        if (above === undefined) continue;
        // Inclusion terms describe the code where they stand; instructions hold for everything below.
        inherited.push(...above.notes.filter((note) => note.kind !== "inclusion"));
        if (sevenths.length === 0) sevenths = above.sevenths;
      }
      const block = narrowest(list.blocks, code);
      const chapter = list.chapters.find((one) => isInRange(code, one.range));
      const starterBlock = starter === undefined ? undefined : narrowest(starter.blocks, code);
      const starterChapter = starter?.chapters.find((one) => isInRange(code, one.range));
      const flags = [block, chapter, starterBlock, starterChapter].reduce((bits, one) => bits | flagBits(one?.flags ?? []), 0);
      return {
        own: own.notes,
        all: [...own.notes, ...inherited, ...(block?.notes ?? []), ...(chapter?.notes ?? [])],
        sevenths,
        flags,
        release: list.head.release,
        ...(block === undefined ? {} : { block }),
        ...(chapter === undefined ? {} : { chapter }),
      };
    },
  };
}

/** The newest list that has the code's chapter and was in force; before the first of them, the first. */
function listFor(lists: readonly List[], code: string, on: IsoDate): List | undefined {
  const having = lists.filter((list) => list.chapters.some((chapter) => isInRange(code, chapter.range)));
  return having.findLast((list) => list.head.effective <= on) ?? having[0];
}

/** A code that is newer than the list has no notes in it; what the starter set says of it is said instead. */
function ownNotes(list: List, starter: List | undefined, code: string): NonNullable<ReturnType<List["at"]>> {
  return list.at(code) ?? starter?.at(code) ?? { notes: [], sevenths: [] };
}

function openList(pack: Pack, head: TabularHead, at: number): List {
  const keys = pack.f64(`tab${at}_key`);
  const starts = pack.u32(`tab${at}_notes`);
  const kinds = pack.u8(`tab${at}_kind`);
  const texts = pack.u32(`tab${at}_text`);
  const seventhStarts = pack.u32(`tab${at}_sevenths`);
  const characters = pack.u8(`tab${at}_character`);
  const meanings = pack.u32(`tab${at}_meaning`);
  const { release } = head;
  return {
    head,
    chapters: head.chapters.map((place) => ({ number: place.at.replace("chapter ", ""), ...placeOf(place, release) })),
    blocks: head.blocks.map((place) => placeOf(place, release)),
    at(code) {
      const row = positionOf(keys, keyOf(code));
      if (row < 0) return undefined;
      const first = starts[row] ?? 0;
      const firstSeventh = seventhStarts[row] ?? 0;
      return {
        notes: Array.from({ length: (starts[row + 1] ?? 0) - first }, (_, offset) => {
          const kind = noteKindNames[kinds[first + offset] ?? 0] ?? "note";
          return noteOf({ kind, text: pack.texts.text(texts[first + offset] ?? 0) }, code, release);
        }),
        sevenths: Array.from({ length: (seventhStarts[row + 1] ?? 0) - firstSeventh }, (_, offset) => ({
          character: String.fromCharCode(characters[firstSeventh + offset] ?? 0),
          meaning: pack.texts.text(meanings[firstSeventh + offset] ?? 0),
          at: code,
        })),
      };
    },
  };
}

function placeOf(place: PlaceHead, release: string): Block {
  return {
    title: place.title,
    range: { from: place.from, to: place.to },
    flags: place.flags,
    notes: place.notes.map((note) => noteOf(note, place.at, release)),
  };
}

function noteOf({ kind, text }: PlaceHead["notes"][number], at: string, release: string): TabularNote {
  return { kind, text, at, release, targets: kind === "includes" || kind === "inclusion" ? [] : codesInNote(text) };
}

function narrowest(blocks: readonly Block[], code: string): Block | undefined {
  const around = blocks.filter((block) => isInRange(code, block.range));
  return around.reduce<Block | undefined>((best, one) => (best === undefined || one.range.from >= best.range.from ? one : best), undefined);
}
