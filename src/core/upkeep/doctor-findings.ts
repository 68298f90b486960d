/** What `doctor` may find: the machine, the database server and the habits around them. */
import { type Finding, type FindingKind, finding } from "../kernel/finding.ts";

const operations = "Operator guide";

const kinds = {
  node: {
    code: "DOC-ENV-01",
    severity: "error",
    title: "Node is too old",
    message: "Node {found} runs; Claimwright needs {least} or newer.",
    why: "Older versions lack what the program is built on, and get no security fixes.",
    fix: "Install a current Node and start again.",
    authority: operations,
  },
  clock: {
    code: "DOC-ENV-02",
    severity: "warning",
    title: "The clocks do not agree",
    message: "This machine's clock and the database's differ by {seconds} seconds.",
    why: "Sessions, second factors and the audit go by the clock; a second factor fails from 30 seconds on.",
    fix: "Turn on time synchronisation (chrony or systemd-timesyncd) on both machines.",
    authority: "RFC 6238, section 5.2; 45 CFR 164.312(b)",
  },
  port: {
    code: "DOC-ENV-03",
    severity: "warning",
    title: "The port is somebody else's",
    message: "Port {port} is in use by another program.",
    why: "`serve` would take a free port, and the address that people know would not answer.",
    fix: "Stop the other program, or choose a port with --port N.",
    authority: operations,
  },
  folder: {
    code: "DOC-DIR-01",
    severity: "error",
    title: "A folder cannot be written",
    message: "{path} cannot be written by the user that runs Claimwright.",
    why: "Database, files of partners and keys are kept there.",
    fix: "Give the folder to that user: chown -R USER FOLDER.",
    authority: operations,
  },
  open: {
    code: "DOC-DIR-02",
    severity: "error",
    title: "Others may read a secret",
    message: "{path} may be read by other users of this machine.",
    why: "It holds passwords or a key; who has it needs no sign-in.",
    fix: "Take the right away: chmod 600 FILE. If somebody may have read it, have it made anew.",
    authority: "45 CFR 164.312(a)(1)",
  },
  sources: {
    code: "DOC-BOK-01",
    severity: "warning",
    title: "The file of a loaded code set is gone",
    message: "{count} files of loaded code sets are not in {path} any more, {name} among them.",
    why: "Packs are made anew from these files when another version of the program makes them better; without them the old ones stay.",
    fix: "Load the code sets again: codes update, or codes import with the publishers' files.",
    authority: operations,
  },
  packs: {
    code: "DOC-BOK-02",
    severity: "warning",
    title: "Packs of code sets are gone or damaged",
    message: "{count} packs in {path} are gone or damaged, {name} among them.",
    why: "They are what the code book reads; until they stand again it may answer from the starter set.",
    fix: "Start the server, or call codes list: packs are made anew from the kept files. Where those are gone too, load the code sets again: codes update, or codes import with the publishers' files.",
    authority: operations,
  },
  list: {
    code: "DOC-BOK-03",
    severity: "error",
    title: "The list of loaded code sets is damaged",
    message: "{path} is not a list of code sets that this version of the program wrote.",
    why: "It says which releases count; without it the code book cannot be opened, and the server does not start.",
    fix: "Put it back from a copy of the data folder; or move it away, which leaves the starter set, and load the code sets again: codes update, or codes import with the publishers' files.",
    authority: operations,
  },
  low: {
    code: "DOC-DSK-01",
    severity: "warning",
    title: "The disk is filling up",
    message: "{free} MB are free where {path} is.",
    why: "Below {least} MB Claimwright only reads, so that the database can still close its books.",
    fix: "Make room or a larger disk: old backups, logs, other programs. Never remove anything below the folder postgresql.",
    authority: operations,
  },
  full: {
    code: "DOC-DSK-02",
    severity: "error",
    title: "The disk is full",
    message: "Only {free} MB are free where {path} is: Claimwright only reads until there is room again.",
    why: "A database that cannot write its log stops. Nothing that was saved is lost.",
    fix: "Make room: old backups, logs, other programs. Writing goes on by itself then. Never remove anything below the folder postgresql.",
    authority: operations,
  },
  silent: {
    code: "DOC-DBS-01",
    severity: "error",
    title: "The database cannot be used",
    message: "{words}",
    why: "Nothing works without it.",
    fix: "Do what the message says; the server's own log is postgresql/server.log in the data folder.",
    authority: operations,
  },
  leftover: {
    code: "DOC-DBS-02",
    severity: "note",
    title: "The database server was left running",
    message: "PostgreSQL runs since {since}, and no Claimwright uses it: it was left by one that was killed.",
    why: "Nothing is lost: what was committed is on disk. It is used by the next start.",
    fix: "Nothing. If Claimwright was not killed by you, look for a shortage of memory in the system's log.",
    authority: operations,
  },
  setting: {
    code: "DOC-DBS-03",
    severity: "error",
    title: "The database may lose or spoil what it has confirmed",
    message: "PostgreSQL's setting {setting} is {found}; it has to be {wanted}.",
    why: "Without it a power failure or a bad disk can take confirmed postings away, or change them unnoticed.",
    fix: "Set it in postgresql.conf and restart the server. Checksums are turned on by pg_checksums --enable, or by restoring a backup into a new data folder.",
    authority: "PostgreSQL documentation, Reliability and the Write-Ahead Log",
  },
  checksum: {
    code: "DOC-DBS-04",
    severity: "error",
    title: "The disk has given back wrong data",
    message: "PostgreSQL has found {count} pages whose checksum is wrong.",
    why: "The disk or the memory of this machine is failing.",
    fix: "Stop, replace the disk, restore the last backup, and verify.",
    authority: "PostgreSQL documentation, data checksums",
  },
  role: {
    code: "DOC-ROL-01",
    severity: "error",
    title: "A role may do too much",
    message: "The role {role} {words}.",
    why: "Row security keeps practices apart, and it does not hold for such a role.",
    fix: "Make it NOSUPERUSER NOBYPASSRLS, and let only the owner's role own tables.",
    authority: "PostgreSQL documentation, Row Security Policies",
  },
  behind: {
    code: "DOC-SCH-01",
    severity: "note",
    title: "The schema is of an earlier version",
    message: "{count} steps are missing; the next start applies them.",
    why: "Each version brings the database to its own schema, forward only.",
    fix: "Take a backup, then start this version.",
    authority: operations,
  },
  ahead: {
    code: "DOC-SCH-02",
    severity: "error",
    title: "The schema is of a newer version",
    message: "The database has had step {step}, which this version does not know.",
    why: "An older program would misunderstand what a newer one wrote.",
    fix: "Start the newer version, or restore a backup from before the upgrade into a new data folder.",
    authority: operations,
  },
  noBackup: {
    code: "DOC-BCK-01",
    severity: "warning",
    title: "There is no backup",
    message: "No backup of this data folder is known.",
    why: "A disk fails without asking. The law asks for retrievable exact copies.",
    fix: "claimwright backup --new-key FILE once, then claimwright backup --to FOLDER --key FILE each night.",
    authority: "45 CFR 164.308(a)(7)(ii)(A)",
  },
  oldBackup: {
    code: "DOC-BCK-02",
    severity: "warning",
    title: "The last backup is old",
    message: "The last backup is {hours} hours old.",
    why: "What was done since is only on this disk.",
    fix: "Look why the nightly backup did not run, and run it now.",
    authority: "45 CFR 164.308(a)(7)(ii)(A)",
  },
  keyMissing: {
    code: "DOC-KEY-01",
    severity: "error",
    title: "The key of backups cannot be used",
    message: "{words}",
    why: "Without it no backup is made, and none opens.",
    fix: "Put the key back from its safe place. If it is lost, make a new one (claimwright backup --new-key FILE) and a backup with it at once.",
    authority: operations,
  },
  keyInside: {
    code: "DOC-KEY-02",
    severity: "warning",
    title: "The key of backups lies beside the data",
    message: "{path} is in the data folder.",
    why: "Who takes the disk takes both, and when the disk is lost the key is lost with it.",
    fix: "Move it out of the data folder, and keep a copy away from this machine.",
    authority: operations,
  },
  secret: {
    code: "DOC-SEC-01",
    severity: "error",
    title: "A secret cannot be had",
    message: "{words}",
    why: "The next start needs it and would stop there.",
    fix: "Put the file or the program in order that the setting names; it is run or read as the user that runs Claimwright.",
    authority: operations,
  },
  breachList: {
    code: "DOC-PWD-01",
    severity: "error",
    title: "The list of breached passwords cannot be used",
    message: "{words}",
    why: "While it is named and cannot be read, nobody can set a password, and the server does not start.",
    fix: "Name the published file that is ordered by hash, readable by the user that runs Claimwright, or name none.",
    authority: "NIST SP 800-63B, section 5.1.1.2",
  },
  scanner: {
    code: "DOC-SCN-01",
    severity: "error",
    title: "The malware scanner does not answer",
    message: "{words}",
    why: "Files from payers wait, and files that people bring are refused, unless CLAIMWRIGHT_CLAMD_AWAY says take.",
    fix: "Start clamd, and let the user that runs Claimwright use its socket. A file larger than clamd takes needs a larger StreamMaxLength.",
    authority: operations,
  },
  waiting: {
    code: "DOC-PTN-01",
    severity: "warning",
    title: "Files of a partner wait",
    message: "{count} files wait in {path}, the oldest for {hours} hours.",
    why: "A running server takes them in each minute: payments and rejections in them are not known yet.",
    fix: "Start the server; if it runs, look at its log.",
    authority: operations,
  },
  prepared: {
    code: "DOC-JOB-01",
    severity: "warning",
    title: "A claim file has not reached its partner's folder",
    message: "Practice {practice}: {count} prepared files are not written, the oldest of {day}.",
    why: "Its claims count as on their way, and the payer has not seen them.",
    fix: "Look whether the partner's folder can be written; the next start writes them.",
    authority: operations,
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export const doctorFindings: readonly FindingKind[] = Object.values(kinds);

export function nodeTooOld(params: { readonly found: string; readonly least: string }): Finding {
  return finding(kinds.node, { path: "node" }, params);
}

export function clocksDiffer({ seconds }: { readonly seconds: number }): Finding {
  return finding(kinds.clock, { path: "clock" }, { seconds });
}

export function portTaken({ port }: { readonly port: number }): Finding {
  return finding(kinds.port, { path: "port" }, { port });
}

export function notWritable({ path }: { readonly path: string }): Finding {
  return finding(kinds.folder, { path }, { path });
}

export function sourcesGone({ path, count, name }: { readonly path: string; readonly count: number; readonly name: string }): Finding {
  return finding(kinds.sources, { path }, { path, count, name });
}

export function packsDamaged({ path, count, name }: { readonly path: string; readonly count: number; readonly name: string }): Finding {
  return finding(kinds.packs, { path }, { path, count, name });
}

export function listDamaged({ path }: { readonly path: string }): Finding {
  return finding(kinds.list, { path }, { path });
}

export function openToOthers({ path }: { readonly path: string }): Finding {
  return finding(kinds.open, { path }, { path });
}

/** In megabytes; nothing is found while there is `enough`. */
export function judgeDisk({
  path,
  free,
  least,
  enough,
}: {
  readonly path: string;
  readonly free: number;
  readonly least: number;
  readonly enough: number;
}): readonly Finding[] {
  if (free < least) return [finding(kinds.full, { path }, { path, free })];
  return free < enough ? [finding(kinds.low, { path }, { path, free, least })] : [];
}

export function databaseSilent({ words }: { readonly words: string }): Finding {
  return finding(kinds.silent, { path: "database" }, { words });
}

export function serverLeftRunning({ since }: { readonly since: string }): Finding {
  return finding(kinds.leftover, { path: "database" }, { since });
}

export function settingWrong({
  setting,
  found,
  wanted,
}: {
  readonly setting: string;
  readonly found: string;
  readonly wanted: string;
}): Finding {
  return finding(kinds.setting, { path: setting }, { setting, found, wanted });
}

export function checksumsFailed({ count }: { readonly count: number }): Finding {
  return finding(kinds.checksum, { path: "database" }, { count });
}

export function roleTooStrong({ role, words }: { readonly role: string; readonly words: string }): Finding {
  return finding(kinds.role, { path: role }, { role, words });
}

export function schemaBehind({ count }: { readonly count: number }): Finding {
  return finding(kinds.behind, { path: "schema" }, { count });
}

export function schemaAhead({ step }: { readonly step: string }): Finding {
  return finding(kinds.ahead, { path: "schema" }, { step });
}

const hoursADay = 24;
const grace = 2;

/** `hours`: the age of the newest backup; undefined when there is none. Nightly, with two hours of grace. */
export function judgeBackupAge({ hours }: { readonly hours: number | undefined }): readonly Finding[] {
  if (hours === undefined) return [finding(kinds.noBackup, { path: "backup" })];
  return hours > hoursADay + grace ? [finding(kinds.oldBackup, { path: "backup" }, { hours: Math.floor(hours) })] : [];
}

export function keyUnusable({ words }: { readonly words: string }): Finding {
  return finding(kinds.keyMissing, { path: "backup key" }, { words });
}

export function keyBesideData({ path }: { readonly path: string }): Finding {
  return finding(kinds.keyInside, { path }, { path });
}

export function secretUnusable({ name, words }: { readonly name: string; readonly words: string }): Finding {
  return finding(kinds.secret, { path: name }, { words });
}

export function breachListUnusable({ words }: { readonly words: string }): Finding {
  return finding(kinds.breachList, { path: "CLAIMWRIGHT_BREACHED_PASSWORDS" }, { words });
}

export function scannerSilent({ words }: { readonly words: string }): Finding {
  return finding(kinds.scanner, { path: "CLAIMWRIGHT_CLAMD" }, { words });
}

export function filesWait({ path, count, hours }: { readonly path: string; readonly count: number; readonly hours: number }): Finding {
  return finding(kinds.waiting, { path }, { path, count, hours });
}

export function filesNotWritten({
  practice,
  count,
  day,
}: {
  readonly practice: number;
  readonly count: number;
  readonly day: string;
}): Finding {
  return finding(kinds.prepared, { path: `practice ${practice}` }, { practice, count, day });
}
