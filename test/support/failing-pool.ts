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
      // The pool asks itself by callback when it is given a query.
      return (told?: Parameters<Pool["connect"]>[0]) => {
        left -= 1;
        const lost = new ConnectionLost("the connection is lost");
        if (told === undefined) return left < 0 ? Promise.reject(lost) : target.connect();
        return left < 0 ? told(lost, undefined, () => {}) : target.connect(told);
      };
    },
  });
  return { ...app, pool: pool as Pool };
}
