/** The addenda of the ICD-10-PCS tables: every table that changed, whole, as sentences. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { badSourceLine } from "../codebook-findings.ts";
import type { PcsLabel, PcsTable } from "./read-xml.ts";

const tableLine =
  /^(?:No change|FY\d{4}|Add|New|Revise)[^:]*: +(?:(\S.*) panel of )?table ([0-9A-HJ-NP-Z]) ([0-9A-HJ-NP-Z]) ([0-9A-HJ-NP-Z])\s*$/i;
const single = /^ {2}\S.* character \(([^)]+)\) is value ([0-9A-HJ-NP-Z]): (.+)$/;
const several = /^ {2}\S.* character \(([^)]+)\) has (\d+) choices\.$/;
const choice = /^ {4}\S.* choice is value ([0-9A-HJ-NP-Z]): (.+)$/;

interface Draft {
  at: string;
  head: (PcsLabel & { title: string })[];
  definition: string;
  rows: { axes: { title: string; labels: PcsLabel[]; stated: number }[]; codes: undefined }[];
}

/** What was taken away has its own heading, which this reader does not take: a line that follows no shape is a finding. */
export function readPcsTablesAddenda(
  name: string,
  text: string,
): { readonly value: readonly PcsTable[]; readonly findings: readonly Finding[] } {
  const tables: Draft[] = [];
  const findings: Finding[] = [];
  let row: Draft["rows"][number] | undefined;
  const wrong = (line: number, said: string): void => {
    if (findings.length < 20) findings.push(finding(badSourceLine, {}, { file: name, line, text: said.slice(0, 80) }));
  };
  const close = (line: number): void => {
    if (row === undefined) return;
    if (row.axes.length !== 4) wrong(line, `a panel before this line has ${row.axes.length} axes of 4`);
    for (const axis of row.axes)
      if (axis.labels.length !== axis.stated) wrong(line, `${axis.title}: ${axis.labels.length} choices of ${axis.stated}`);
    row = undefined;
  };
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const number = index + 1;
    const heading = tableLine.exec(line);
    const table = tables.at(-1);
    if (heading !== null) {
      close(number);
      const at = heading.slice(2).join("");
      if (heading[1] === undefined) tables.push({ at, head: [], definition: "", rows: [] });
      else if (table?.at !== at) wrong(number, line);
      else {
        row = { axes: [], codes: undefined };
        table.rows.push(row);
      }
      return;
    }
    const [, title = "", value = "", label = ""] = single.exec(line) ?? [];
    if (table !== undefined && value !== "" && row === undefined) {
      const [word = "", ...rest] = label.split(": ");
      table.head.push({ title, value, label: word });
      if (table.head.length === 3) table.definition = rest.join(": ");
      return;
    }
    if (row !== undefined && value !== "") {
      row.axes.push({ title, labels: [{ value, label }], stated: 1 });
      return;
    }
    const [, axisTitle = "", count = ""] = several.exec(line) ?? [];
    if (row !== undefined && count !== "") {
      row.axes.push({ title: axisTitle, labels: [], stated: Number(count) });
      return;
    }
    const [, chosen = "", words = ""] = choice.exec(line) ?? [];
    const axis = row?.axes.at(-1);
    if (chosen !== "" && axis !== undefined) axis.labels.push({ value: chosen, label: words });
    else wrong(number, line);
  });
  close(text.length);
  if (tables.length === 0) wrong(1, "there is no table in it");
  return { value: tables, findings };
}
