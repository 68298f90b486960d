/** What the program calls itself, in its health, its backups and its words. */
export const programVersion = "0.1.0";
