/** The processes of a data folder's built-in PostgreSQL, as it names them itself, to be killed by a test. */
import { resolve } from "node:path";
import { openClient } from "../../src/store/pool.ts";
import { bootstrapRole, locateCluster, readPasswords, socketFolder } from "../../src/store/supervisor/cluster.ts";
import { appRole, simulatorRole } from "../../src/store/supervisor/roles.ts";
import { chooseServerUser } from "../../src/store/supervisor/server-user.ts";

export interface ServerProcesses {
  readonly postmaster: number;
  /** One for each connection that the program works on now, the oldest first. */
  readonly sessions: () => Promise<readonly number[]>;
  /** Ends one session alone, as an administrator would: all others go on. False when it was gone before. */
  readonly endSession: (pid: number) => Promise<boolean>;
  /** Resolves when the server has thrown out whoever asked, as it does when it was killed or recovers. */
  readonly cutOff: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Looks where the program itself keeps the database: for root that may be another folder. Throws when no server answers there. */
export async function openServerProcesses(dataDir: string): Promise<ServerProcesses> {
  const user = chooseServerUser(resolve(dataDir, "postgresql"));
  const cluster = await locateCluster(resolve(dataDir), user);
  const client = await openClient({
    host: socketFolder(cluster, user),
    port: 5432,
    database: "postgres",
    user: bootstrapRole,
    password: readPasswords(cluster).bootstrap,
  });
  const cutOff = new Promise<void>((done) => {
    client.once("end", done);
  });
  const { rows } = await client.query<{ pid: number }>("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid");
  const postmaster = rows[0]?.pid;
  if (postmaster === undefined) throw new Error(`the database in ${cluster.data} does not name its process`);
  return {
    postmaster,
    sessions: async () => {
      const { rows: found } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where usename = any($1) order by backend_start",
        [[appRole, simulatorRole]],
      );
      return found.map((row) => row.pid);
    },
    endSession: async (pid) => {
      const { rows: ended } = await client.query<{ ended: boolean }>("select pg_terminate_backend($1, 10000) as ended", [pid]);
      return ended[0]?.ended === true;
    },
    cutOff,
    close: () => client.end().catch(() => {}),
  };
}
