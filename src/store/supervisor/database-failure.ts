/** The database cannot be started or used as configured. The message is for the person who started the program. */
export class DatabaseFailure extends Error {
  override readonly name = "DatabaseFailure";
}
