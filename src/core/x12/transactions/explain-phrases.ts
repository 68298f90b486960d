/** Small phrases that all explanations share: money, dates, names, procedures. What cannot be read is shown as written. */
import { formatUsd, parseCents } from "../../kernel/cents.ts";
import { formatUsDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { TitleOf } from "./explain.ts";
import { identifierKinds, wordsFor } from "./explain-words.ts";
import { textAt, trimmed } from "./segment-values.ts";

/** Parts that are not empty, joined with commas. */
export function phrase(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}

export function dollars(text: string): string {
  const amount = parseCents(text);
  return amount === undefined ? `“${text}”` : formatUsd(amount);
}

/** "11/23/2026", a range as "11/01/2026 to 11/23/2026". */
export function day(text: string): string {
  const hyphen = text.indexOf("-");
  if (hyphen > 0) return `${day(text.slice(0, hyphen))} to ${day(text.slice(hyphen + 1))}`;
  const date = parseCompactDate(text.slice(0, 8));
  return date === undefined ? `“${text}”` : formatUsDate(date);
}

export function clock(text: string): string {
  return text.length >= 4 ? `${text.slice(0, 2)}:${text.slice(2, 4)}` : text;
}

/** NM1: "Ada Okafor" or the organisation's name. */
export function personName(view: SegmentView): string {
  return [textAt(view, 4), textAt(view, 5), textAt(view, 3), textAt(view, 7)].filter((part) => part !== "").join(" ");
}

/** "NPI 1234567893" from a qualifier and the value after it. */
export function numberAt(view: SegmentView, qualifier: number): string {
  const value = textAt(view, qualifier + 1);
  return value === "" ? "" : `${wordsFor(identifierKinds, textAt(view, qualifier))} ${value}`;
}

/** "procedure 99213 (title) with modifiers 25, 59". */
export function procedurePhrase(view: SegmentView, n: number, titleOf: TitleOf): string {
  const parts = view.components(view.element(n)).map(trimmed);
  const code = parts[1] ?? "";
  const modifiers = parts.slice(2, 6).filter((modifier) => modifier !== "");
  const title = /^\d/.test(code) ? titleOf("cpt", code) : titleOf("hcpcs", code);
  const tail = modifiers.length === 0 ? "" : ` with modifier${modifiers.length > 1 ? "s" : ""} ${modifiers.join(", ")}`;
  return code === "" ? "no procedure" : `procedure ${code}${title}${tail}`;
}

/** "1 unit", "2.5 units". */
export function counted(count: string, noun: string): string {
  return `${count} ${noun}${count === "1" ? "" : "s"}`;
}
