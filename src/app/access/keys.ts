/** Keys for programs: made with the permissions they need and an end, shown once, revoked at any time. */
import { isPermission, type Permission } from "../../core/access/permissions.ts";
import { keyPermissions } from "../../core/access/roles.ts";
import { type ApiKeyId, addApiKey, listApiKeys, revokeApiKey } from "../../store/access/api-keys.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { outsidePractices } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { hashToken, newToken } from "./tokens.ts";

/** What stands before the random part, so that a key in a log or a repository is known as one. */
const prefix = "cw_";
const hintLength = 8;

export async function viewKeys({ app, practiceId, actor }: Context) {
  const keys = await outsidePractices(app.pool, (queries) => listApiKeys(queries, practiceId));
  return { keys, grantable: keyPermissions(actor.permissions) };
}

export async function makeKey(
  { app, practiceId, actor }: Context,
  wish: { readonly name: string; readonly permissions: readonly string[]; readonly days: number; readonly address: string },
): Promise<Outcome<{ readonly key: string }>> {
  const { accountId } = actor;
  if (accountId === undefined) return no("no-person", "A key belongs to a person: it can do no more than they.", "Sign in, then make it.");
  const grantable = keyPermissions(actor.permissions);
  const permissions = [...new Set(wish.permissions)].filter((one): one is Permission => isPermission(one) && grantable.includes(one));
  if (permissions.length === 0 || permissions.length !== new Set(wish.permissions).size)
    return no("not-yours-to-give", "A key gets at least one permission, and none that you do not have or that is for people only.");
  const key = `${prefix}${newToken()}`;
  await outsidePractices(app.pool, async (queries) => {
    await addApiKey(queries, {
      practiceId,
      keyHash: hashToken(key),
      hint: key.slice(0, hintLength),
      name: wish.name,
      permissions,
      madeBy: accountId,
      days: wish.days,
    });
    await recordSecurityEvent(queries, {
      kind: "key-made",
      accountId,
      practiceId,
      address: wish.address,
      words: `${key.slice(0, hintLength)}… “${wish.name}” for ${wish.days} days: ${permissions.join(", ")}`,
    });
  });
  return { ok: true, value: { key } };
}

export async function revokeKey(
  { app, practiceId, actor }: Context,
  { keyId, address }: { readonly keyId: ApiKeyId; readonly address: string },
): Promise<Outcome<undefined>> {
  return outsidePractices(app.pool, async (queries) => {
    const known = (await listApiKeys(queries, practiceId)).find((one) => one.id === keyId);
    if (known === undefined) return notFound("key");
    if (!(await revokeApiKey(queries, practiceId, keyId))) return no("revoked", "This key was revoked already.");
    await recordSecurityEvent(queries, {
      kind: "key-revoked",
      ...(actor.accountId === undefined ? {} : { accountId: actor.accountId }),
      practiceId,
      address,
      words: `${known.hint}… “${known.name}”, by ${actor.name}`,
    });
    return { ok: true, value: undefined };
  });
}
