/** A type that is told below the heading, in words that the Index has no line for: the code that says it (I.B.2). */
import type { Coder } from "../coder.ts";
import type { Draft } from "../model.ts";

const types: readonly { readonly from: string; readonly says: RegExp; readonly to: string }[] = [
  { from: "G43909", says: /\b(?:no|without|denies|never has(?: an?)?) aura\b/i, to: "G43009" },
  { from: "G43909", says: /\bwith (?:visual |sensory )?aura\b/i, to: "G43109" },
];

export function withTypeSaid(coder: Coder, drafts: readonly Draft[], text: string): void {
  for (const one of drafts) {
    const type = types.find(({ from, says }) => from === one.code && says.test(text));
    const title = type === undefined ? undefined : coder.completer.title(type.to);
    if (type === undefined || title === undefined) continue;
    one.alternatives.push({ code: one.code, title: one.title, why: "says less than is documented below the heading" });
    one.code = type.to;
    one.title = title;
    one.rules.push({ rule: "The type that is told below the heading", authority: "ICD-10-CM Official Guidelines, I.B.2" });
  }
}
