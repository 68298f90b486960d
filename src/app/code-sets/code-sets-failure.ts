/** The loaded code sets cannot be read or changed. The message is for the person who started the program. */
export class CodeSetsFailure extends Error {
  override readonly name = "CodeSetsFailure";
}
