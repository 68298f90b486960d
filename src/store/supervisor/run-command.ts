/** Runs a program to its end as another user when asked, with nothing of our environment but what PostgreSQL needs. */
import { spawn } from "node:child_process";

/** The unprivileged user that PostgreSQL runs as; undefined: whoever we are. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

export interface CommandOutcome {
  readonly code: number;
  readonly output: string;
}

/**
 * Does not throw when the program cannot be started: code is then 127 and output says why. `detached` output is for
 * `pg_ctl start`, whose child keeps the pipes open: it is thrown away.
 */
export function runCommand(
  program: string,
  args: readonly string[],
  { user, detached = false }: { readonly user: ServerUser | undefined; readonly detached?: boolean },
): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(program, args, {
      // The directory we were started in may be closed to that user, and PostgreSQL asks where it is.
      cwd: "/",
      env: {
        PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
        LC_ALL: "C",
        ...(process.env.TMPDIR === undefined ? {} : { TMPDIR: process.env.TMPDIR }),
      },
      stdio: ["ignore", detached ? "ignore" : "pipe", detached ? "ignore" : "pipe"],
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    });
    child.stdout?.on("data", (text: Buffer) => {
      output += text.toString();
    });
    child.stderr?.on("data", (text: Buffer) => {
      output += text.toString();
    });
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on(detached ? "exit" : "close", (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}
