/** An assessment that lists no problems: the conditions that its sentences say are there, else the complaint. */
import type { Coder } from "./coder.ts";
import { detailsOf, draftOf } from "./draft.ts";
import type { Draft } from "./model.ts";
import { looseLines } from "./problems.ts";
import type { PlacedMention, ReadNote } from "./read-note.ts";
import { isSymptom } from "./rules/symptoms.ts";

export function codeRunningText(coder: Coder, read: ReadNote): readonly Draft[] {
  const spans = read.sections.filter((one) => one.kind === "assessment" || one.kind === "plan").flatMap(looseLines);
  const inside = (one: PlacedMention): boolean => spans.some((line) => one.start >= line.start && one.end <= line.start + line.text.length);
  const present = read.mentions().filter((one) => one.assertion === "present" && !/^(?:Z|Y|[VWX])/.test(one.match.line.code));
  const assessed = present.filter(inside);
  const usable = assessed.length > 0 ? assessed : present.filter((one) => one.section === "complaint");
  const text = spans.map((one) => one.text).join("\n");
  const drafts = usable.flatMap((mention) => {
    const details = detailsOf(read, { near: ["", text], phrase: mention.words.map((one) => one.text), first: true });
    return draftOf(coder, read, { mention, details, problem: -1 });
  });
  for (const one of drafts) one.doubts.push("read from running text");
  const definite = drafts.filter((one) => !isSymptom(one.code));
  return (definite.length > 0 ? definite : drafts).slice(0, 6);
}
