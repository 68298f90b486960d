/** When the person last did something, in any tab of this browser. Every request says it: a page that asks by itself is no sign of life. */
const storageKey = "claimwright.input";
let last = Date.now();

function note(): void {
  const now = Date.now();
  if (now - last < 1000) return;
  last = now;
  try {
    localStorage.setItem(storageKey, String(now));
  } catch {
    // Without storage each tab counts for itself.
  }
}

for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"]) window.addEventListener(kind, note, { capture: true, passive: true });

export function idleSeconds(): number {
  const elsewhere = Number(localStorage.getItem(storageKey));
  const latest = Number.isFinite(elsewhere) && elsewhere <= Date.now() ? Math.max(last, elsewhere) : last;
  return Math.max(0, Math.floor((Date.now() - latest) / 1000));
}
