/** A database connection that is lost after so many transactions: what a process sees that is killed, or whose server is. */
import type { App } from "../../src/app/context.ts";
import type { Pool } from "../../src/store/pool.ts";

export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** The same app, whose database gives this many connections and then no more. */
export function failingAfter(app: App, transactions: number): App {
  let left = transactions;
  const pool = new Proxy(app.pool, {
    get: (target, name) => {
      if (name !== "connect") return Reflect.get(target, name) as unknown;
      return () => {
        left -= 1;
        return left < 0 ? Promise.reject(new ConnectionLost("the connection is lost")) : target.connect();
      };
    },
  });
  return { ...app, pool: pool as Pool };
}
