/** The import table of ARCHITECTURE.md as data: room → rooms it may import. Test files are free. */
export const coreRooms: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  codebook: ["kernel"],
  x12: ["kernel"],
  parties: ["kernel", "codebook"],
  visits: ["kernel", "codebook", "parties"],
  eligibility: ["kernel", "x12", "parties", "visits"],
  coding: ["kernel", "codebook", "visits"],
  claims: ["kernel", "codebook", "x12", "parties", "visits"],
  pricing: ["kernel", "codebook", "x12", "parties", "visits", "claims"],
  scrub: ["kernel", "codebook", "x12", "parties", "visits", "claims", "pricing"],
  ledger: ["kernel"],
  remit: ["kernel", "codebook", "x12", "parties", "claims", "pricing", "ledger"],
  denials: ["kernel", "codebook", "parties", "claims", "remit"],
  billing: ["kernel", "parties", "visits", "pricing", "ledger"],
  worklist: ["kernel", "visits", "claims", "remit", "denials", "billing"],
  access: ["kernel"],
  upkeep: ["kernel"],
  payer: ["kernel", "codebook", "x12"],
  academy: ["kernel", "codebook", "x12", "parties", "visits"],
};

export const shellRooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  store: ["core"],
  exchange: ["core"],
  documents: ["core"],
  app: ["core", "store", "exchange", "documents"],
  simulator: ["core/payer", "core/kernel", "core/x12", "core/codebook", "store", "exchange"],
  http: ["core", "app"],
  cli: ["core", "app", "simulator", "http"],
  web: ["http/contract", "core/kernel", "core/access", "core/x12"],
};
