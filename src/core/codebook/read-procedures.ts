/** Rows of procedures, modifiers and places of service. */
import type { Modifier, PlaceOfService, ProcedureFacts } from "./model.ts";
import { type Row, type Table, windowOf } from "./parse-table.ts";

/** Level II codes begin with a letter; all else is CPT's (45 CFR 162.1002). */
export function systemOf(code: string): "cpt" | "hcpcs" {
  return /^[A-Z]/.test(code) ? "hcpcs" : "cpt";
}

/** Five characters: CPT category I, II, III and PLA, or HCPCS Level II. Numbers of category I run from 00100 to 99607. */
export function hasProcedureShape(code: string): boolean {
  return /^(?:\d{4}[0-9AFTMU]|[A-Z]\d{4})$/.test(code) && !/^(?:000\d\d|9960[89]|996[1-9]\d|99[7-9]\d\d)$/.test(code);
}

export function readProcedures(table: Table): readonly ProcedureFacts[] {
  return table.rows.map(readProcedure);
}

export function readModifiers(table: Table): readonly Modifier[] {
  return table.rows.map((row) => {
    const rank = row.cell("rank");
    return {
      code: row.cell("code"),
      title: row.cell("wording"),
      appliesTo: listOf(row.cell("applies")),
      rank: rank === "1" ? 1 : rank === "2" ? 2 : 3,
      bypassesNcci: row.cell("ncci") === "Y",
      ...windowOf(row),
    };
  });
}

export function readPlaces(table: Table): readonly PlaceOfService[] {
  return table.rows.map((row) => ({
    code: row.cell("code"),
    title: row.cell("wording"),
    rate: row.cell("rate") === "F" ? "facility" : "non-facility",
  }));
}

function readProcedure(row: Row): ProcedureFacts {
  const code = row.cell("code");
  const plain = new Set<string>();
  const valued = new Map<string, string>();
  for (const flag of listOf(row.cell("flags"))) {
    const colon = flag.indexOf(":");
    if (colon < 0) plain.add(flag);
    else valued.set(flag.slice(0, colon), flag.slice(colon + 1));
  }
  const ages = /^(\d*)-(\d*)$/.exec(valued.get("age") ?? "");
  const minutes = valued.get("min");
  const mdm = valued.get("mdm");
  const unit = valued.get("unit");
  return {
    code,
    system: systemOf(code),
    wording: row.cell("wording"),
    family: row.cell("family"),
    flags: plain,
    ...(ages?.[1] ? { minimumAge: Number(ages[1]) } : {}),
    ...(ages?.[2] ? { maximumAge: Number(ages[2]) } : {}),
    ...(minutes === undefined ? {} : { minutes: Number(minutes) }),
    ...(mdm === "straightforward" || mdm === "low" || mdm === "moderate" || mdm === "high" ? { mdm } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...windowOf(row),
  };
}

function listOf(text: string): readonly string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}
