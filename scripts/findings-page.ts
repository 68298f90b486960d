/** The reference of findings as a page, from the registry alone: the screen, the command line and this page say the same. */
import type { FindingKind } from "../src/core/kernel/finding.ts";

interface Family {
  readonly prefix: string;
  readonly title: string;
  readonly about: string;
}

/** In the order of the page. A code begins with the prefix of exactly one family. */
export const families: readonly Family[] = [
  {
    prefix: "X12",
    title: "Files in X12",
    about:
      "From reading and checking a file: `claimwright x12 check`, and the Files page. A level is the SNIP level, 1 syntax to 5 code sets.",
  },
  { prefix: "BOOK", title: "Files of code sets", about: "From reading the files in `data/`. The shipped files have none." },
  {
    prefix: "CODE",
    title: "Coding",
    about: "From coding a visit note: `claimwright code`. What was not coded and why, and questions to the provider.",
  },
  {
    prefix: "CLM",
    title: "Claim edits",
    about: "From checking a claim before it leaves: `claimwright scrub`, and the claim step of a visit. An error holds the claim.",
  },
  { prefix: "REG", title: "Registration", about: "From checking what the front desk writes of a patient. An error is not saved." },
  { prefix: "SET", title: "Settings", about: "From checking what a manager writes of the practice itself. An error is not saved." },
  { prefix: "RMT", title: "Remittances", about: "From proving, matching and posting an 835." },
  { prefix: "ACK", title: "Acknowledgements", about: "From matching a TA1, 999 or 277CA to what was sent." },
  { prefix: "VER", title: "What is stored", about: "From `claimwright verify`: stored data that does not agree with itself." },
  {
    prefix: "DOC",
    title: "Around the data",
    about: "From `claimwright doctor`: the machine, the database server and the habits around them.",
  },
  { prefix: "FIL", title: "Files that come in", about: "From the malware scanner, where the operator has named one." },
];

/** Markdown. Throws when a finding belongs to no family: then this page has to learn about it. */
export function findingsPage(kinds: readonly FindingKind[]): string {
  const lost = kinds.filter((kind) => familyOf(kind) === undefined).map((kind) => kind.code);
  if (lost.length > 0) throw new Error(`findings of no family: ${lost.join(", ")}`);
  const parts = families.flatMap((family) =>
    familyPart(
      family,
      kinds.filter((kind) => familyOf(kind) === family),
    ),
  );
  return `${[head(kinds), ...parts].join("\n\n")}\n`;
}

function familyOf(kind: FindingKind): Family | undefined {
  return families.find((family) => kind.code.startsWith(`${family.prefix}-`));
}

function head(kinds: readonly FindingKind[]): string {
  const count = (severity: FindingKind["severity"]): number => kinds.filter((kind) => kind.severity === severity).length;
  return [
    "# Findings",
    "",
    "Made by `npm run gen` from `src/core/registry.ts`; a test fails when it is stale.",
    "",
    `${kinds.length} findings: ${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes. Words in braces are filled in with the case at hand.`,
  ].join("\n");
}

function familyPart({ title, about, prefix }: Family, kinds: readonly FindingKind[]): readonly string[] {
  const list = kinds.map((kind) => `- [${kind.code}](#${anchorOf(kind)}) ${kind.title}`).join("\n");
  return [`## ${title} (${prefix}, ${kinds.length})\n\n${about}\n\n${list}`, ...kinds.map(entry)];
}

function entry(kind: FindingKind): string {
  const { acknowledgement: answer, effective } = kind;
  const marks = [
    kind.severity,
    ...(kind.snip === undefined ? [] : [`SNIP level ${kind.snip}`]),
    ...(answer === undefined ? [] : [`answered by ${answer.in} ${answer.code}`]),
    ...(effective?.from === undefined ? [] : [`from ${effective.from}`]),
    ...(effective?.to === undefined ? [] : [`until ${effective.to}`]),
  ];
  return [
    `### ${kind.code}`,
    "",
    `**${kind.title}** (${marks.join(", ")})`,
    "",
    `> ${kind.message}`,
    "",
    `- Why: ${kind.why}`,
    `- Fix: ${kind.fix}`,
    `- Authority: ${kind.authority}`,
  ].join("\n");
}

function anchorOf({ code }: FindingKind): string {
  return code.toLowerCase();
}
