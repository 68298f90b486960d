/** A backup cannot be made or restored. The message is for the person at the command line. */
export class BackupFailure extends Error {
  override readonly name = "BackupFailure";
}
