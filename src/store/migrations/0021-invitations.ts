import type { Migration } from "./migration.ts";

/**
 * A membership counts from when its person accepted it, by a link that only they were given: an account may have been made by
 * somebody else, who knows its password. Accounts that were used keep what they had; what was offered to accounts that nobody
 * has used yet is an invitation from now on.
 */
export const invitations: Migration = {
  name: "0021-invitations",
  sql: `
alter table access.membership
  add column accepted_at timestamptz,
  -- The name that was typed with the invitation: whoever invites learns nothing of the account before it accepts.
  add column invited_as text;
alter table access.organisation_membership add column accepted_at timestamptz;
update access.membership m set accepted_at = m.created_at
  from access.account a where a.id = m.account_id and (a.password_hash is not null or a.oidc_subject is not null);
update access.organisation_membership m set accepted_at = m.created_at
  from access.account a where a.id = m.account_id and (a.password_hash is not null or a.oidc_subject is not null);

alter table access.door_link drop constraint door_link_kind_check;
alter table access.door_link drop constraint door_link_check;
alter table access.door_link drop constraint door_link_check1;
alter table access.door_link add column organisation_id int references access.organisation;
update access.door_link l set kind = 'invitation'
  from access.account a where a.id = l.account_id and l.kind = 'password' and l.practice_id is not null
    and a.password_hash is null and a.oidc_subject is null;
alter table access.door_link
  add constraint door_link_kind check (kind in ('password', 'setup', 'invitation')),
  add constraint door_link_account check ((kind = 'setup') = (account_id is null)),
  add constraint door_link_place check (case kind
    when 'setup' then practice_id is not null and organisation_id is null
    when 'invitation' then (practice_id is null) <> (organisation_id is null)
    else organisation_id is null end);

-- When the person last showed that it is they: a password, a link, or the provider's own word on when it asked.
alter table access.session add column proved_at timestamptz;
update access.session set proved_at = created_at where method <> 'provider';
`,
};
