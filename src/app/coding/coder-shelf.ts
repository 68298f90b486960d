/** The coder's packs that threads share: one thread reads or makes each, and the others open it where it lies. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { type CoderPack, holdsOn } from "./coder-packs.ts";

/** Undefined: make it, and put it on the shelf. */
type Answer = (pack: CoderPack | undefined) => void;

export interface Shelf<Asker> {
  ask(asker: Asker, on: IsoDate, answer: Answer): void;
  put(asker: Asker, pack: CoderPack): void;
  /** It ended, or failed to make what it was asked to. */
  leave(asker: Asker): void;
}

const kept = 4;

export function makeShelf<Asker>(): Shelf<Asker> {
  const packs: CoderPack[] = [];
  let waiting: readonly { readonly asker: Asker; readonly on: IsoDate; readonly answer: Answer }[] = [];
  /** One at a time: making two at once would need the memory twice. */
  let maker: Asker | undefined;
  const serve = (): void => {
    waiting = waiting.filter(({ asker, on, answer }) => {
      const found = packs.find((one) => holdsOn(one, on));
      if (found === undefined && maker !== undefined) return true;
      if (found === undefined) maker = asker;
      answer(found);
      return false;
    });
  };
  return {
    ask(asker, on, answer) {
      waiting = [...waiting, { asker, on, answer }];
      serve();
    },
    put(asker, pack) {
      packs.unshift(pack);
      packs.length = Math.min(packs.length, kept);
      if (maker === asker) maker = undefined;
      serve();
    },
    leave(asker) {
      waiting = waiting.filter((one) => one.asker !== asker);
      if (maker === asker) maker = undefined;
      serve();
    },
  };
}
