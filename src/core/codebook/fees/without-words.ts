/** What is kept of a fee file: everything but the descriptors, which belong to the AMA and the ADA. */
import { eachRow, isTabbed } from "./rows.ts";

const heading = /^"?(?:descriptions?|short ?desc(?:ription|riptor)?|long ?desc(?:ription|riptor)?|extended ?long ?desc(?:ription)?)"?$/i;

/** The text with the cells of each descriptor column emptied, and with nothing else changed but quotes and line ends. */
export function withoutWords(text: string): string {
  const tab = isTabbed(text);
  const columns = new Set<number>();
  let below = 0;
  eachRow(text, tab, (cells, line) => {
    if (!cells.some((cell) => /^"?_?(?:20\d\d_)?(?:hcpcs|code)/i.test(cell.trim()))) return;
    cells.forEach((cell, at) => {
      if (!heading.test(cell.trim().replaceAll("_", " "))) return;
      columns.add(at);
      below = line;
    });
  });
  if (columns.size === 0) return text;
  const lines: string[] = [];
  eachRow(text, tab, (cells, line) => {
    // What stands above the heading tells the release.
    const kept = cells.map((cell, at) => (columns.has(at) && line > below ? "" : cell));
    lines.push(tab ? kept.join("\t") : kept.map(quoted).join(","));
  });
  return `${lines.join("\n")}\n`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
