/** The first sheet of a workbook as lines with tabs, as the publishers put tables into one: values only, no formulas, no styles. */
import { readXml, type XmlProblem } from "./xml.ts";

export interface Workbook {
  /** xl/sharedStrings.xml; "" when the book has none. */
  readonly sharedStrings: string;
  /** xl/worksheets/sheet1.xml. */
  readonly sheet: string;
}

/** Wider sheets are no table of codes. */
const mostColumns = 256;

export function readSheet({ sharedStrings, sheet }: Workbook): { readonly text: string } | XmlProblem {
  const strings: string[] = [];
  let current = "";
  let within = false;
  const badStrings =
    sharedStrings === ""
      ? undefined
      : readXml(sharedStrings, {
          open: (name) => {
            if (name === "si") current = "";
            within = name === "t";
          },
          text: (text) => {
            if (within) current += text;
          },
          close: (name) => {
            if (name === "si") strings.push(current);
            within = false;
          },
        });
  if (badStrings !== undefined) return badStrings;
  const lines: string[] = [];
  let row: string[] = [];
  let column = 0;
  let type = "";
  let value = "";
  let reading = false;
  const bad = readXml(sheet, {
    open: (name, attribute) => {
      if (name === "row") row = [];
      else if (name === "c") {
        column = columnOf(attribute("r")) ?? row.length;
        type = attribute("t") ?? "";
        value = "";
      }
      reading = name === "v" || name === "t";
    },
    text: (text) => {
      if (reading) value += text;
    },
    close: (name) => {
      reading = false;
      if (name === "c" && column < mostColumns) {
        while (row.length < column) row.push("");
        row[column] = (type === "s" ? (strings[Number(value)] ?? "") : value).replace(/[\t\r\n]+/g, " ");
      } else if (name === "row") lines.push(row.join("\t"));
    },
  });
  return bad ?? { text: `${lines.join("\n")}\n` };
}

/** "AB12" is column 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return undefined;
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
