/** The loaded releases for the person at the terminal: one line a table, then what is behind the calendar. */
import type { Release, Source } from "../core/codebook/model.ts";
import { tableName } from "../core/codebook/parse-table.ts";
import { releaseStates } from "../core/codebook/release-calendar.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";

interface Standing {
  readonly today: IsoDate;
  readonly starter: readonly Source[];
  /** Packs that another version of the program had made: made anew by this reading, or still to be. */
  readonly remade: readonly string[];
  readonly stale: readonly string[];
  /** Why those are still to be made, as a sentence. */
  readonly because: string;
}

export function wordsOfReleases(releases: readonly Release[], { today, starter, remade, stale, because }: Standing): readonly string[] {
  const shipped = new Set(starter.map(({ text }) => `${tableName(text)} ${/^# release: *(.*)$/m.exec(text)?.[1]}`));
  const official = releases.filter(({ table, name }) => !shipped.has(`${table} ${name}`) && !name.endsWith(" starter"));
  const tables = [...new Set(official.map((one) => one.table))].map((table) =>
    lineOf(
      official.filter((one) => one.table === table),
      today,
    ),
  );
  const behind = releaseStates(releases, today).flatMap(({ set, title, standing, loaded, due }) =>
    standing === "behind" && loaded !== undefined ? [[title, loaded.name, loaded.effective, due, set]] : [],
  );
  return [
    ...(official.length === 0
      ? ["Only the starter set is loaded. The official releases: claimwright codes update, or codes import FOLDER"]
      : [`On ${today}, beside the starter set:`, ...aligned([["table", "release", "from", "rows", ""], ...tables], 3)]),
    ...(behind.length === 0
      ? []
      : ["", "Older than the calendar says:", ...aligned([["", "release", "from", "due", "codes update"], ...behind])]),
    ...(remade.length === 0 ? [] : ["", `Packs of another version, made anew now: ${remade.join(", ")}.`]),
    ...(stale.length === 0 ? [] : ["", `Packs of another version that count as they are: ${stale.join(", ")}. ${because}`]),
  ];
}

/** The release that answers on the day, else the first one to come. */
function lineOf(releases: readonly Release[], today: IsoDate): readonly string[] {
  const sorted = releases.toSorted((a, b) => ((a.effective ?? "") < (b.effective ?? "") ? -1 : 1));
  const begun = sorted.filter((one) => one.effective === undefined || one.effective <= today);
  const shown = begun.at(-1) ?? sorted[0];
  if (shown === undefined) return [];
  const earlier = Math.max(begun.length - 1, 0);
  const later = sorted.length - Math.max(begun.length, 1);
  const others = [...(earlier === 0 ? [] : [`${earlier} earlier`]), ...(later === 0 ? [] : [`${later} to come`])];
  if (begun.length === 0) others.unshift("not begun");
  return [shown.table, shown.name, shown.effective ?? "", shown.rows.toLocaleString("en-US"), others.join(", ")];
}

/** Columns under each other; `toTheRight` is the one with numbers. */
function aligned(rows: readonly (readonly string[])[], toTheRight = -1): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, at) => (at === toTheRight ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join("  ")}`.trimEnd(),
  );
}
