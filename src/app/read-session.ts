/** What every page shows: whose practice, which day, which code sets. */
import type { CodeBook } from "../core/codebook/model.ts";
import { loadLab } from "../store/labs.ts";
import { isDemonstration } from "../store/practices.ts";
import { readPractice } from "../store/transaction.ts";
import { type Context, practiceToday } from "./context.ts";

export async function readSession({ app, practiceId }: Context) {
  return readPractice(app.pool, practiceId, async (tx) => {
    const { practice, today } = await practiceToday({ app }, tx);
    return {
      practice: {
        id: practice.id,
        name: practice.name,
        npi: practice.npi,
        demonstration: await isDemonstration(tx),
        copy: (await loadLab(tx)) !== undefined,
      },
      today,
      releases: releasesOf(app.codeBook.releases),
    };
  });
}

/** A release that is kept in several files counts once. */
function releasesOf(files: CodeBook["releases"]): { name: string; codes: number; effective: string }[] {
  const names = [...new Set(files.map((file) => file.name))];
  return names.map((name) => {
    const parts = files.filter((file) => file.name === name);
    return { name, codes: parts.reduce((sum, file) => sum + file.rows, 0), effective: parts[0]?.effective ?? "" };
  });
}
