/** What the malware scanner beside the program says of a file that came in. */
import { type Finding, type FindingKind, finding } from "../kernel/finding.ts";

const operations = "Operator guide, malware";

const kinds = {
  infected: {
    code: "FIL-MAL-01",
    severity: "error",
    title: "The scanner says that the file is harmful",
    message: "{file}: the scanner found {name}. The file was refused; nothing of it is stored.",
    why: "A claim file or remittance is plain text and holds no programs: what the scanner knows as harmful is none of ours, or hides in one.",
    fix: "Do not open it elsewhere. Tell the sender, ask for the file anew, and look at the machine that it came from.",
    authority: "45 CFR 164.308(a)(5)(ii)(B)",
  },
  unscanned: {
    code: "FIL-MAL-02",
    severity: "error",
    title: "The file could not be scanned",
    message: "{file}: the scanner could not say whether it is harmful ({why}). The file was not taken.",
    why: "This server takes only files that the scanner has called clean.",
    fix: "Try again in some minutes. Whoever runs the server finds the reason with `claimwright doctor`.",
    authority: operations,
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export const fileFindings: readonly FindingKind[] = Object.values(kinds);

export function fileIsHarmful({ file, name }: { readonly file: string; readonly name: string }): Finding {
  return finding(kinds.infected, { path: file }, { file, name });
}

export function fileNotScanned({ file, why }: { readonly file: string; readonly why: string }): Finding {
  return finding(kinds.unscanned, { path: file }, { file, why });
}
