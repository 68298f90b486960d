/** Two worked examples of partner rules. Both partners are invented; their rules are of the kind that companion guides have. */
import type { Situation } from "./situations.ts";

export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly Situation[];
}

/** A Medicare contractor of the kind that takes corrections by reopening, not by a replacement claim. */
const reopening: Partner = {
  id: "example-reopening",
  name: "Prairie Contractor (example)",
  rules: [
    {
      id: "prairie-original-only",
      guides: ["837P"],
      loop: "2300",
      when: [{ tag: "CLM", element: 5, component: 3, values: ["7", "8"] }],
      need: { kind: "no-segment", pattern: { tag: "CLM" } },
      because: "a decided claim is changed by a reopening",
    },
    {
      id: "prairie-taxonomy",
      guides: ["837P", "837I"],
      loop: "2000A",
      when: [{ tag: "HL", element: 3, values: ["20"] }],
      need: { kind: "segment", pattern: { tag: "PRV", qualifier: "BI" } },
      because: "the billing provider is enrolled by specialty",
    },
  ],
};

/** A commercial plan that pays by line control numbers and wants referrals for specialists. */
const lineNumbers: Partner = {
  id: "example-line-numbers",
  name: "Harbor Health Plan (example)",
  rules: [
    {
      id: "harbor-line-control",
      guides: ["837P", "837I", "837D"],
      loop: "2400",
      when: [{ tag: "LX", element: 1, filled: true }],
      need: { kind: "segment", pattern: { tag: "REF", qualifier: "6R" } },
      because: "each line is answered by its number",
    },
    {
      id: "harbor-group-number",
      guides: ["837P", "837I", "837D"],
      loop: "2000B",
      when: [{ tag: "SBR", element: 9, values: ["CI"] }],
      need: { kind: "element", pattern: { tag: "SBR" }, element: 3 },
      because: "members are kept by group",
    },
  ],
};

export const partners: readonly Partner[] = [reopening, lineNumbers];
