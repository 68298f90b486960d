/** Keys that work anywhere on a page, except while one types. */
import { useEffect } from "react";

export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [keys]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A switch keeps the focus after it is pressed, and takes no letters.
  if (target instanceof HTMLInputElement && /^(radio|checkbox|button)$/.test(target.type)) return false;
  return target.isContentEditable || target.closest("[role=dialog]") !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
