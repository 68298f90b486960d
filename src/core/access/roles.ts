/** Roles and what each may do: the least that its work needs (45 CFR 164.308(a)(4), 164.514(d): minimum necessary). */
import { allPermissions, type Permission } from "./permissions.ts";

export const roles = [
  "owner",
  "manager",
  "coder",
  "biller",
  "coder-and-biller",
  "front-desk",
  "clinician",
  "auditor",
  "instructor",
  "student",
] as const;

export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

export const roleTitles: Readonly<Record<Role, string>> = {
  owner: "Owner",
  manager: "Manager",
  coder: "Coder",
  biller: "Biller",
  "coder-and-biller": "Coder and biller",
  "front-desk": "Front desk",
  clinician: "Clinician",
  auditor: "Auditor",
  instructor: "Instructor",
  student: "Student",
};

const everyone: readonly Permission[] = ["practice:read", "codes:read", "visits:list", "visits:read", "glass:break", "lab:work"];

const coder: readonly Permission[] = [
  ...everyone,
  "notes:read",
  "coding:write",
  "coding:teach",
  "work:write",
  "claims:prepare",
  "reviews:take",
];

// Appeals and payers' questions are answered from the note, so a biller reads it.
const biller: readonly Permission[] = [
  ...everyone,
  "money:read",
  "notes:read",
  "work:write",
  "claims:prepare",
  "claims:file",
  "coverage:write",
  "patients:register",
  "patients:merge",
  "denials:read",
  "denials:work",
  "denials:settle",
  "money:adjust",
  "payments:take",
  "statements:read",
  "statements:write",
  "statements:run",
  "patient-links:write",
  "holds:write",
  "contacts:write",
  "plans:write",
  "visits:export",
  "files:read",
  "exceptions:resolve",
  "files:import",
  "jobs:read",
  "jobs:write",
  "books:read",
  "disclosures:read",
  "disclosures:write",
];

const coderAndBiller: readonly Permission[] = [...new Set([...coder, ...biller])];

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  owner: allPermissions,
  // A manager runs the practice's work and money; who may come in stays with the owner.
  manager: [
    ...coderAndBiller,
    "periods:close",
    "money:approve",
    "money:refund",
    "restricted:read",
    "restricted:write",
    "audit:read",
    "numbers:read",
    "practice:manage",
    "reviews:manage",
    "staff:manage",
    "demonstration:step",
  ],
  coder,
  biller,
  "coder-and-biller": coderAndBiller,
  "front-desk": [
    ...everyone,
    "work:write",
    "money:read",
    "coverage:write",
    "patients:register",
    "payments:take",
    "statements:read",
    "statements:write",
    "patient-links:write",
    "holds:write",
    "contacts:write",
    "plans:write",
  ],
  clinician: [...everyone, "work:write", "notes:read", "notes:write", "notes:sign"],
  auditor: [
    "practice:read",
    "codes:read",
    "visits:list",
    "visits:export",
    "visits:read",
    "money:read",
    "notes:read",
    "statements:read",
    "denials:read",
    "files:read",
    "jobs:read",
    "books:read",
    "numbers:read",
    "audit:read",
    "disclosures:read",
    "restricted:read",
    "reviews:take",
    "reviews:manage",
  ],
  instructor: [
    ...coderAndBiller,
    "notes:write",
    "notes:sign",
    "periods:close",
    "money:approve",
    "money:refund",
    "audit:read",
    "numbers:read",
    "reviews:manage",
    "users:manage",
    "demonstration:step",
  ],
  student: [
    ...coderAndBiller.filter((one) => one !== "files:import" && one !== "visits:export" && one !== "reviews:take"),
    "demonstration:step",
  ],
};

const sets = new Map<Role, ReadonlySet<Permission>>(roles.map((role) => [role, new Set(granted[role])]));

/** What the role may do. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return sets.get(role) ?? new Set();
}

/** A person gives no more than they have: nobody makes an owner but an owner. */
export function mayGrant(own: ReadonlySet<Permission>, role: Role): boolean {
  return own.has("users:manage") && [...permissionsOf(role)].every((permission) => own.has(permission));
}

/** What a key may never be given: a key that lets people in, or makes keys, would outlive its own end. */
const personal: readonly Permission[] = [
  "users:manage",
  "keys:manage",
  "glass:break",
  "notes:sign",
  "money:approve",
  "lab:work",
  "reviews:take",
  "reviews:manage",
  "staff:manage",
];

/** What this person may give to a key. */
export function keyPermissions(own: ReadonlySet<Permission>): readonly Permission[] {
  return allPermissions.filter((permission) => own.has(permission) && !personal.includes(permission));
}
