/** Who acts in a practice: a person, a key's program, or Claimwright itself. */
import type { Permission } from "../../core/access/permissions.ts";
import type { Purpose } from "../../core/access/purposes.ts";
import { permissionsOf, type Role } from "../../core/access/roles.ts";
import type { AccountId } from "../../store/access/accounts.ts";

export interface Actor {
  /** `patient`: who came by a one-time link to their own account. */
  readonly kind: "person" | "key" | "machine" | "patient";
  /** As it is recorded. */
  readonly name: string;
  readonly accountId?: AccountId;
  /** Who made the key: what its program asks for, that person has asked for. */
  readonly keyMaker?: AccountId;
  readonly role?: Role;
  /** Tells this session from others of the same person; the start of its token's hash, so nobody comes in by it. */
  readonly session?: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly purpose: Purpose;
}

/** The program itself: the command line, a job, the demonstration that opens without a password on its own machine. */
export function machineActor(name: string, purpose: Purpose = "operations"): Actor {
  return { kind: "machine", name, permissions: permissionsOf("owner"), purpose };
}
