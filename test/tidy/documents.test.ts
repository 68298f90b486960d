import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { coreRooms, shellRooms } from "./rooms.ts";
import { root, type SourceFile } from "./source-files.ts";

/** What .gitignore leaves out. */
const notOurs: ReadonlySet<string> = new Set([".git", "node_modules", "dist", "coverage", ".data", ".vitest", "test-results"]);
const allPaths = pathsBelow(root);
const everything: readonly SourceFile[] = allPaths
  .filter((path) => !/\.(png|ico|woff2?|gz|xz|zip)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const machinePath = /(?<![\w.~-])\/(?:work|root|home\/\w+|Users\/\w+)\//;
const packageHost = /https?:\/\/[^\s"']*(?:registry|artifactory|nexus)|registry\.npmjs|"resolved"\s*:\s*"/i;

/** Turns of phrase that only the descriptors have, written with _ for a blank so that they do not stand here themselves. */
const descriptors = new RegExp(
  [
    "office_or_other_outpatient_visit_for",
    "requires_a_medically_appropriate_history",
    "minutes_must_be_met_or_exceeded",
    "collection_of_venous_blood_by",
    "electrocardiogram,_routine_ecg_with",
    "immunization_administration_\\(includes",
    "immunization_administration_through_18",
    "infectious_agent_(?:antigen_)?detection_by",
    "arthrocentesis,_aspiration_and/or",
    "radiologic_examination,_(?:chest|knee|ankle|foot|hand|spine)",
    "urinalysis,_by_dip_?stick",
    "blood_count;_complete",
    "hemoglobin;_glycosylated",
    "destruction_\\(eg,",
    "incision_and_drainage_of_abscess_\\(eg,",
    "simple_repair_of_superficial_wounds_of",
    "tangential_biopsy_of_skin_\\(eg",
    "psychotherapy,_\\d\\d_minutes_with_patient",
    "periodic_comprehensive_preventive_medicine_reevaluation",
    "initial_comprehensive_preventive_medicine_evaluation",
    "therapeutic,_prophylactic,_or_diagnostic_injection",
  ]
    .join("|")
    .replaceAll("_", "\\s+"),
  "i",
);

describe("ARCHITECTURE.md", () => {
  it("has the import table that the tidy test enforces", () => {
    const text = fileText("ARCHITECTURE.md");
    expect(tableAfter(text, "<!-- rooms of core -->")).toEqual(coreRooms);
    expect(tableAfter(text, "<!-- rooms of the shell -->")).toEqual(shellRooms);
  });
});

describe("README.md", () => {
  it("has the two commands of a newcomer, and every command that the program has", () => {
    const text = fileText("README.md");
    expect(text).toContain("npm ci && npm start");
    expect(text).toContain("npm ci && npm test");
    const commands = [...fileText("src/cli/usage.ts").matchAll(/^ {2}([a-z0-9]+(?: [a-z]+)?)/gm)].map((match) => match[1] ?? "");
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((command) => !text.includes(`| \`${command}`))).toEqual([]);
  });
});

describe("docs/decisions/dependencies.md", () => {
  it("has one line for each dependency, and none for what is gone", () => {
    const manifest = JSON.parse(fileText("package.json")) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
    const wanted = ["dependencies", "optionalDependencies", "devDependencies"].flatMap((kind) => Object.keys(manifest[kind] ?? {}));
    const listed = [...fileText("docs/decisions/dependencies.md").matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
    expect(wanted.length).toBeGreaterThan(20);
    expect([...listed].sort()).toEqual([...wanted].sort());
  });
});

describe("links", () => {
  it("lead from each document to a file that is there", () => {
    const documents = everything.filter((file) => file.path.endsWith(".md"));
    const broken = documents.flatMap(brokenLinks);
    expect(documents.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });
});

describe("no file of the project", () => {
  it("was left unread", () => {
    expect(everything.length).toBeGreaterThan(400);
  });

  it("names a path of the machine that it was written on", () => {
    expect(mentions(machinePath)).toEqual([]);
  });

  it("names the host that packages come from", () => {
    expect(mentions(packageHost)).toEqual([]);
  });

  it("has wording of the CPT descriptors: they belong to the American Medical Association", () => {
    // HCPCS Level II titles are CMS's own and public domain; some sound alike.
    expect(mentions(descriptors).filter((path) => path !== "data/procedures/hcpcs-level-2.tsv")).toEqual([]);
  });

  it("would be noticed", () => {
    expect(descriptors.test(["Collection of venous", "blood\nby"].join(" "))).toBe(true);
    expect(machinePath.test(["see /", "work/notes"].join(""))).toBe(true);
    expect(packageHost.test(`"${"resolved"}": "x"`)).toBe(true);
  });
});

function mentions(pattern: RegExp): readonly string[] {
  return everything.filter((file) => pattern.test(file.text)).map((file) => file.path);
}

/** `| room | what | may import |` → room → names; "nothing" is none. */
function tableAfter(text: string, mark: string): Readonly<Record<string, readonly string[]>> {
  const part = text.slice(text.indexOf(mark) + mark.length).trimStart();
  const lines = part.slice(0, part.indexOf("\n\n")).split("\n").slice(2);
  return Object.fromEntries(
    lines.map((line) => {
      const [, room = "", , allowed = ""] = line.split("|").map((cell) => cell.trim());
      return [room.replaceAll("`", ""), allowed === "nothing" ? [] : allowed.replaceAll("`", "").split(/,? /)];
    }),
  );
}

function brokenLinks({ path, text }: SourceFile): readonly string[] {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
  const known = new Set(allPaths);
  return targets
    .map((target) => join(folder, target).split(sep).join("/").replace(/\/$/, ""))
    .filter((target) => !known.has(target) && !allPaths.some((one) => one.startsWith(`${target}/`)))
    .map((target) => `${path} → ${target}`);
}

function fileText(path: string): string {
  const found = everything.find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} is missing`);
  return found.text;
}

/** Every file that belongs to the project, as a path from the root. */
function pathsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name) || entry.name.endsWith(".log")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsBelow(path);
    return entry.isFile() ? [relative(root, path).split(sep).join("/")] : [];
  });
}
