/** The fee files among all the others, and their pack. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { dated, type HeldText, type KindOfSource, type PackMaker } from "../read/kind-of-source.ts";
import { compileFees, editionName, type FeeSource } from "./fee-book.ts";
import type { FeeKind, FeeRelease, FeeSourceKind } from "./fee-kind.ts";
import { feeKinds } from "./fee-kinds.ts";
import { withoutWords } from "./without-words.ts";

export const feeSources: readonly KindOfSource<FeeSourceKind>[] = feeKinds.map((kind) => ({
  kind: kind.kind,
  pack: "fees",
  set: setOf(kind.kind),
  is: (head, name) => kind.is(head, name),
  read: (file) => {
    const { releases, rows, findings } = kind.read(file.name, file.text);
    // A file with several editions says itself when each begins, and is called by the first.
    const { name, text } = file;
    const days = releases.map((one) => one.effective);
    const hint = days.includes(undefined) ? undefined : days.toSorted()[0];
    return dated(releases.length > 1 ? { name, text } : file, { findings, hint }, (effective) => ({
      effective,
      rows,
      holds: "text",
      text: withoutWords(text),
    }));
  },
  releaseName: editionName,
}));

/** What CMS gives out together, in one archive or on one day. */
function setOf(kind: FeeSourceKind): string {
  return /^(?:mpfs|dmepos|drug)(?=-|$)/.exec(kind)?.[0] ?? kind;
}

export const feesPack: PackMaker<"fees"> = {
  name: "fees",
  searched: false,
  compile: (files) => ({ bytes: compileFees(files.flatMap(sourceOf)), findings: [] }),
};

/** A source that was read before counts as it was: it was whole then. */
function sourceOf({ kind, name, text, effective }: HeldText): readonly FeeSource[] {
  const known = feeKinds.find((one) => one.kind === kind);
  if (known === undefined) return [];
  const { releases } = known.read(name, text);
  return [{ kind: known.kind, releases: releases.map((one) => dayOf(known, one, releases.length > 1 ? one.effective : effective)) }];
}

function dayOf(kind: FeeKind, release: Omit<FeeRelease, "effective">, effective: IsoDate | undefined): FeeRelease {
  if (effective === undefined) throw new RangeError(`an edition of ${kind.kind} was kept without its day`);
  return { ...release, effective };
}
