/** Whether the database answers, within two seconds. */
import { sql } from "../store/sql.ts";
import { outsidePractices } from "../store/transaction.ts";
import type { App } from "./context.ts";

const patience = 2_000;

export async function isDatabaseReady({ pool }: Pick<App, "pool">): Promise<boolean> {
  const asked = outsidePractices(pool, (queries) => queries.run(sql`select 1`)).then(
    () => true,
    () => false,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
