/** Waits for the signal that ends a program which otherwise runs for ever. */

/** Milliseconds. What takes longer than this at the end is cut off; its transaction is rolled back. */
const longestGoodbye = 20_000;

/** The first signal lets what is being done come to its end; the second, or too long a wait, ends at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), longestGoodbye).unref();
      process.once("SIGINT", () => process.exit(1));
      process.once("SIGTERM", () => process.exit(1));
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}
