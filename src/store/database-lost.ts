/** Whether a failure says that the database was not there: killed, stopped, still recovering, or the one connection cut. */

/**
 * SQLSTATE class 08 and the codes 57P01 to 57P03 (PostgreSQL, appendix A), and what the system says of a socket. What was not
 * committed is not there, so the same work may be done again.
 */
const lostCodes = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT)$/;

/** Words of `pg` itself, which gives them no code. */
const lostWords = /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable)/;

export function isDatabaseLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return lostWords.test(error.message);
  // A socket that is gone is a file that is not there.
  return lostCodes.test(code) || (code === "ENOENT" && syscall === "connect");
}
