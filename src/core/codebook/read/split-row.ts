/** The cells of one row of a table with commas, tabs or another mark between them; some stand in quotes. */
export function splitRow(line: string, mark: string): readonly string[] {
  if (!line.includes('"')) return line.split(mark);
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] !== '"') {
      const end = line.indexOf(mark, at);
      cells.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length + 1 : end + mark.length;
      continue;
    }
    let cell = "";
    let end = at + 1;
    for (;;) {
      const quote = line.indexOf('"', end);
      if (quote < 0) {
        cell += line.slice(end);
        end = line.length;
        break;
      }
      cell += line.slice(end, quote);
      end = quote + 1;
      if (line[end] !== '"') break;
      cell += '"';
      end += 1;
    }
    const next = line.indexOf(mark, end);
    cells.push(cell + line.slice(end, next < 0 ? line.length : next));
    at = next < 0 ? line.length + 1 : next + mark.length;
  }
  return cells;
}
