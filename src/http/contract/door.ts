/** Signing in, one's own account, people, keys, and what happened at the door. */
import { z } from "zod";
import { permissions } from "../../core/access/permissions.ts";
import { roles } from "../../core/access/roles.ts";
import { idSchema } from "./values.ts";

// Control characters have no place in what people type; PostgreSQL refuses some of them.
const line = z
  .string()
  .max(1000)
  .trim()
  .regex(/^\P{Cc}*$/u, "has a character that cannot be typed");
export const loginSchema = line.pipe(z.string().min(1).max(200));
export const personNameSchema = line.pipe(z.string().min(1).max(120));
export const passwordSchema = z.string().min(1).max(1000);
export const linkTokenSchema = z.string().regex(/^[\w-]{20,100}$/);

const practiceChoiceSchema = z.object({ id: idSchema, name: z.string(), role: z.enum(roles) });

export const doorSchema = z.object({
  state: z.enum(["sign-in", "second-factor", "new-password", "choose-practice", "enrol-second-factor", "in", "open"]),
  person: z.object({ login: z.string(), name: z.string(), secondFactor: z.boolean(), justProved: z.boolean() }).optional(),
  /** Seconds until the session ends by itself when nothing is done. */
  idleSecondsLeft: z.int().optional(),
  practices: z.array(practiceChoiceSchema).optional(),
  /** The identity provider, when one is set up. */
  provider: z.string().optional(),
});

export const doneSchema = z.object({ done: z.literal(true) });

export const signInSchema = z.object({ login: loginSchema, password: passwordSchema });
export const codeSchema = z.object({ code: z.string().trim().min(6).max(40) });
export const newPasswordSchema = z.object({ password: passwordSchema });
export const practiceSchema = z.object({ practiceId: idSchema });
export const signOutSchema = z.object({ idle: z.boolean().default(false) });
export const linkSchema = z.object({ token: linkTokenSchema });
export const linkViewSchema = z.object({
  kind: z.enum(["password", "setup", "invitation"]),
  login: z.string().optional(),
  name: z.string().optional(),
  /** Of an invitation: the practice or billing company, and as what. */
  inviter: z.string().optional(),
  role: z.enum(roles).optional(),
  /** Whether the account is in use: then its person signs in to accept; else the link sets its password. */
  used: z.boolean().optional(),
  hasPassword: z.boolean().optional(),
});
export const linkPasswordSchema = z.object({ token: linkTokenSchema, password: passwordSchema });
export const acceptSchema = z.object({
  token: linkTokenSchema,
  /** A new one, where the account has a password. */
  password: passwordSchema.optional(),
});
export const setupSchema = z.object({
  token: linkTokenSchema,
  login: loginSchema,
  name: personNameSchema,
  password: passwordSchema,
  practiceName: line.pipe(z.string().max(120)).default(""),
});
/** Where to go after the provider: a path of our own, never an address of somebody else. */
export const providerSchema = z.object({
  path: z
    .string()
    .max(500)
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/)
    .default("/"),
  /** The provider asks the person anew, also when it knows the browser. */
  anew: z.boolean().default(false),
});
export const providerStartSchema = z.object({ url: z.string() });

export const accountSchema = z.object({
  login: z.string(),
  name: z.string(),
  hasPassword: z.boolean(),
  hasProvider: z.boolean(),
  secondFactor: z.boolean(),
  recoveryCodesLeft: z.int(),
  practices: z.array(practiceChoiceSchema),
  sessions: z.array(
    z.object({
      id: idSchema,
      address: z.string(),
      agent: z.string(),
      method: z.string(),
      startedAt: z.string(),
      seenAt: z.string(),
      current: z.boolean(),
    }),
  ),
});
export const changePasswordSchema = z.object({ proof: passwordSchema, password: passwordSchema });
/** The password once more, or a code where there is no password; empty when the person has neither. */
export const proofSchema = z.object({ proof: z.string().max(1000) });
export const secretSchema = z.object({ secret: z.string(), uri: z.string() });
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

export const peopleSchema = z.object({
  people: z.array(
    z.object({
      accountId: idSchema,
      login: z.string(),
      name: z.string(),
      role: z.enum(roles),
      secondFactor: z.boolean(),
      disabled: z.boolean(),
      locked: z.boolean(),
      invited: z.boolean(),
      company: z.string().nullable(),
      self: z.boolean(),
      /** The clinician as whom they sign notes. */
      clinicianId: idSchema.optional(),
      mayTie: z.boolean(),
      mayChange: z.boolean(),
      mayManage: z.boolean(),
    }),
  ),
  clinicians: z.array(z.object({ id: idSchema, name: z.string() })),
  /** The roles that the one who asks may give. */
  grantable: z.array(z.enum(roles)),
});
export const newPersonSchema = z.object({ login: loginSchema, name: personNameSchema, role: z.enum(roles) });
export const linkMadeSchema = z.object({
  /** The part behind the server's address; shown once. */
  link: z.string().optional(),
});
/** Null: as none. */
export const clinicianTieSchema = z.object({ clinicianId: idSchema.nullable() });
export const roleChangeSchema = z.object({ role: z.enum(roles) });

const permissionNames = Object.keys(permissions) as [keyof typeof permissions, ...(keyof typeof permissions)[]];
export const keysSchema = z.object({
  keys: z.array(
    z.object({
      id: idSchema,
      hint: z.string(),
      name: z.string(),
      permissions: z.array(z.string()),
      madeBy: z.string(),
      madeAt: z.string(),
      endsAt: z.string(),
      usedAt: z.string().nullable(),
      revokedAt: z.string().nullable(),
    }),
  ),
  grantable: z.array(z.enum(permissionNames)),
});
export const newKeySchema = z.object({
  name: line.pipe(z.string().min(1).max(80)),
  permissions: z.array(z.enum(permissionNames)).min(1).max(60),
  days: z.int().min(1).max(366),
});
export const keyMadeSchema = z.object({ key: z.string() });

export const securityEventsSchema = z.object({
  events: z.array(
    z.object({
      id: idSchema,
      at: z.string(),
      kind: z.string(),
      name: z.string().nullable(),
      login: z.string().nullable(),
      address: z.string(),
      words: z.string(),
    }),
  ),
  more: z.boolean(),
});
