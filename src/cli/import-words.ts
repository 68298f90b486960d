/** What a load of code sets came to, for the person at the terminal: the findings themselves are in the answer. */
import type { ImportReport, LeftFile } from "../app/code-sets/import-code-sets.ts";

const reasons: Readonly<Record<Exclude<LeftFile["because"], "no-day">, string>> = {
  damaged: "cannot be read (the findings say why): download it again",
  release: "is whole, and was left since another file of its release cannot be read",
  "no-base": "only changes a release that is not loaded: load the whole release",
  "same-release": "names the same release as a file before it: load it alone, with its day after --effective",
};

/** One line for what happened, one for each file that was left, and the command for those that need a day. */
export function wordsOfImport({ loaded, known, others, left, remade }: ImportReport): readonly string[] {
  const counts = [
    loaded.length === 0 ? "Nothing new was loaded" : `${files(loaded.length)} loaded`,
    ...(known === 0 ? [] : [`${files(known)} brought nothing new`]),
    ...(others === 0 ? [] : [`${files(others)} ${others === 1 ? "is no code set" : "are no code sets"}`]),
  ];
  const undated = left.filter((one) => one.because === "no-day");
  const told = left.flatMap(({ name, because }) => (because === "no-day" ? [] : [`Left: ${name} ${reasons[because]}.`]));
  return [
    `${counts.join(", ")}.${left.length === 0 ? "" : ` ${files(left.length)} left, with all that stood before unchanged:`}`,
    ...(remade.length === 0 ? [] : [`Packs made anew from the kept files: ${remade.join(", ")}.`]),
    ...told,
    ...undated.map(({ name }) => `Left: ${name} does not tell from when it counts.`),
    ...(undated.length === 0
      ? []
      : ["Give the day, of a list that of its download: codes import --effective YYYY-MM-DD", ...undated.map(({ path }) => `  ${path}`)]),
  ];
}

function files(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "file" : "files"}`;
}
