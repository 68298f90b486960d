/** A database connection on which something else happens first: two people's work that meets at one place, each time the same. */
import type { App } from "../../src/app/context.ts";
import type { Pool } from "../../src/store/pool.ts";

/** The same app; before what it sends as the `nth` (the first begins the transaction), `between` runs to its end. */
export function pausingBefore(app: App, nth: number, between: () => Promise<void>): App {
  const pool = new Proxy(app.pool, {
    get: (target, name) => {
      if (name !== "connect") return Reflect.get(target, name) as unknown;
      return async () => {
        const client = await target.connect();
        const send = client.query.bind(client) as (...asked: unknown[]) => unknown;
        let sent = 0;
        const pausing = (...asked: unknown[]): unknown => {
          sent += 1;
          if (sent < nth) return send(...asked);
          // The connection goes back to others as it was.
          Reflect.deleteProperty(client, "query");
          return between().finally(() => send(...asked));
        };
        return Object.assign(client, { query: pausing });
      };
    },
  });
  return { ...app, pool: pool as Pool };
}
