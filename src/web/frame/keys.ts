/** Keys that work anywhere on a page, except while one types. What each does is said where it is given: the keyboard map and the palette read it here. */
import { type RefObject, useEffect, useRef } from "react";

export interface Key {
  /** In words, for the map: "open the code book". */
  readonly does: string;
  readonly act: () => void;
  /** It only moves about the page: the map shows it, the palette does not. */
  readonly moves?: boolean;
}

/** By the key as the browser names it: "j", "Enter", "?". */
export type Keys = Readonly<Record<string, Key>>;

interface Given {
  readonly keys: RefObject<Keys>;
  readonly everywhere: boolean;
}

/** What is mounted now; a page's own keys come after those of the frame. */
const given: Given[] = [];

/** Keys that more than one part claims at once: one of them would never be heard. */
export function clashesOf(parts: readonly Keys[]): readonly string[] {
  const seen = new Map<string, string[]>();
  for (const part of parts) for (const [key, { does }] of Object.entries(part)) seen.set(key, [...(seen.get(key) ?? []), does]);
  return [...seen].filter(([, deeds]) => deeds.length > 1).map(([key, deeds]) => `"${key}": ${deeds.join(" / ")}`);
}

let asked = false;

/** Looked at when a page stands still, not while its parts come and go. The browser tests fail on what the console says. */
function tellOfClashes(): void {
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    const clashes = clashesOf(given.map(({ keys }) => keys.current));
    if (clashes.length > 0) console.error(`Two parts of this page claim the same key. ${clashes.join("; ")}`);
  });
}

export function useKeys(keys: Keys, { everywhere = false }: { readonly everywhere?: boolean } = {}): void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
    tellOfClashes();
  });
  useEffect(() => {
    const mine: Given = { keys: now, everywhere };
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "Enter" && hasOwnEnter(event.target)) return;
      const key = now.current[event.key];
      if (key === undefined) return;
      event.preventDefault();
      key.act();
    };
    given.push(mine);
    window.addEventListener("keydown", onKey, { capture: true });
    return () => {
      given.splice(given.indexOf(mine), 1);
      window.removeEventListener("keydown", onKey, { capture: true });
    };
  }, [everywhere]);
}

/** The keys that work now: those of the page, or those of every page. */
export function keysNow({ everywhere }: { readonly everywhere: boolean }): readonly (Key & { readonly key: string })[] {
  return given
    .filter((one) => one.everywhere === everywhere)
    .flatMap((one) => Object.entries(one.keys.current).map(([key, deed]) => ({ key, ...deed })));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A switch keeps the focus after it is pressed, and takes no letters.
  if (target instanceof HTMLInputElement && /^(radio|checkbox|button)$/.test(target.type)) return false;
  return target.isContentEditable || target.closest("[role=dialog]") !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** What has the focus and is opened by Enter itself: a button, a link, a row of a list. */
function hasOwnEnter(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary, [tabindex]") !== null;
}
