/** Elements, text and attributes of the publishers' XML, one after another. No entities of its own, no outside files: none are used. */

export interface XmlReader {
  open(name: string, attributes: (name: string) => string | undefined): void;
  /** Entities resolved, white space as it stands. */
  text(text: string): void;
  close(name: string): void;
}

export interface XmlProblem {
  readonly line: number;
  readonly reason: string;
}

const deepest = 64;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Undefined when the document was read to its end. */
export function readXml(text: string, reader: XmlReader): XmlProblem | undefined {
  const open: string[] = [];
  let at = text.indexOf("<");
  const problem = (reason: string): XmlProblem => ({ line: lineOf(text, at), reason });
  while (at >= 0) {
    const special = skipSpecial(text, at);
    let end = special ?? text.indexOf(">", at);
    if (end < 0) return problem("a tag is not closed");
    if (special === undefined) {
      if (text[at + 1] === "/") {
        const name = text.slice(at + 2, end).trim();
        if (open.pop() !== name) return problem(`</${name}> closes nothing`);
        reader.close(name);
      } else {
        const empty = text[end - 1] === "/";
        const inside = text.slice(at + 1, empty ? end - 1 : end);
        const space = inside.search(/\s/);
        const name = space < 0 ? inside : inside.slice(0, space);
        if (!/^[\w.:-]+$/.test(name)) return problem("a tag has no name");
        reader.open(name, (wanted) => attributeOf(space < 0 ? "" : inside.slice(space), wanted));
        if (empty) reader.close(name);
        else open.push(name);
        if (open.length > deepest) return problem(`more than ${deepest} elements inside of each other`);
      }
    }
    const next = text.indexOf("<", end + 1);
    if (next > end + 1 && open.length > 0) reader.text(resolve(text.slice(end + 1, next)));
    at = next;
    end = next;
  }
  at = text.length;
  if (open.length > 0) return problem(`<${open.at(-1)}> is not closed: the file is cut off`);
  return undefined;
}

/** The end of a declaration, comment or document type; undefined for an element. */
function skipSpecial(text: string, at: number): number | undefined {
  if (text.startsWith("<!--", at)) return endOf(text, "-->", at);
  if (text[at + 1] === "?") return endOf(text, "?>", at);
  return text[at + 1] === "!" ? text.indexOf(">", at) : undefined;
}

function endOf(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at);
  return end < 0 ? -1 : end + mark.length - 1;
}

function attributeOf(attributes: string, wanted: string): string | undefined {
  const found = new RegExp(`\\s${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? undefined : resolve(found[1] ?? found[2] ?? "");
}

function resolve(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const point = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : whole;
  });
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line += 1;
  return line;
}
