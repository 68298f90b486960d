/** A note as it is written: by sections, kept as one text with headings that a coder, and the program, find again. */

export const noteSections = [
  { name: "complaint", heading: "CHIEF COMPLAINT", asks: "Why the patient came, in their words" },
  { name: "history", heading: "HISTORY", asks: "What happened, since when, what was tried" },
  { name: "exam", heading: "EXAM", asks: "What was found" },
  { name: "data", heading: "DATA", asks: "Tests, records and images that were looked at" },
  { name: "assessment", heading: "ASSESSMENT AND PLAN", asks: "Each problem on a line: what it is, how it stands, what is done" },
] as const;

export type NoteSection = (typeof noteSections)[number]["name"];

/** `before`: words without a heading, as notes from elsewhere have them. */
export type WrittenNote = Readonly<Record<NoteSection | "before", string>>;

export function composeNote(written: WrittenNote): string {
  const parts = noteSections.flatMap(({ name, heading }) => {
    const text = written[name].trim();
    return text === "" ? [] : [`${heading}:${text.includes("\n") ? "\n" : " "}${text}`];
  });
  return [written.before.trim(), ...parts].filter((part) => part !== "").join("\n\n");
}

/** The inverse of `composeNote`. A heading counts at the beginning of a line only. */
export function readNote(text: string): WrittenNote {
  const found: Record<NoteSection | "before", string[]> = { before: [], complaint: [], history: [], exam: [], data: [], assessment: [] };
  let at: NoteSection | "before" = "before";
  for (const line of text.split("\n")) {
    const section = noteSections.find(({ heading }) => line.startsWith(`${heading}:`));
    if (section === undefined) {
      found[at].push(line);
      continue;
    }
    at = section.name;
    found[at].push(line.slice(section.heading.length + 1));
  }
  const of = (name: NoteSection | "before"): string => found[name].join("\n").trim();
  return {
    before: of("before"),
    complaint: of("complaint"),
    history: of("history"),
    exam: of("exam"),
    data: of("data"),
    assessment: of("assessment"),
  };
}

/** Stands below the signed words, which are not touched. */
export function withAddendum(
  text: string,
  { words, on, by }: { readonly words: string; readonly on: string; readonly by: string },
): string {
  return `${text}\n\nADDENDUM of ${on} by ${by}: ${words.trim()}`;
}
