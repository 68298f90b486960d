/** Every table of schema `public` that holds no practice's data, and why it may stand outside the wall. All others have it. */
export const tablesOutsidePractices: Readonly<Record<string, string>> = {
  schema_migration: "which migrations this database has had",
  tenant: "the numbers of the practices that exist: no name, no data",
  code_release: "code-set releases installed: published data, the same for all",
};
