/** Views of lists that somebody saved: an address with a name. */
import type { SavedList, ViewAddress } from "../core/worklist/views.ts";
import type { OwnerId } from "../core/worklist/work.ts";
import { fromJson, toJson } from "./json.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface SavedView {
  readonly id: number;
  readonly list: SavedList;
  readonly name: string;
  readonly address: ViewAddress;
  readonly ownerId: OwnerId;
  readonly ownerName: string;
  readonly shared: boolean;
}

const columns = sql`id, list, name, address::text as address, owner_id as "ownerId", owner_name as "ownerName", shared`;
type ViewRow = Omit<SavedView, "address"> & { readonly address: string };

/** Of this person and those that all share, by name. */
export async function viewsFor(tx: Tx, ownerId: OwnerId): Promise<readonly SavedView[]> {
  const rows = await tx.many<ViewRow>(sql`
    select ${columns} from saved_view where practice_id = ${tx.practiceId} and (owner_id = ${ownerId} or shared) order by list, name, id`);
  return rows.map(viewOf);
}

export async function loadView(tx: Tx, id: number): Promise<SavedView | undefined> {
  const row = await tx.maybe<ViewRow>(sql`select ${columns} from saved_view where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : viewOf(row);
}

/** The same name of the same person again stands for the new address. */
export async function saveView(tx: Tx, view: Omit<SavedView, "id">): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into saved_view (practice_id, list, name, address, owner_id, owner_name, shared)
    values (${tx.practiceId}, ${view.list}, ${view.name}, ${toJson(view.address)}::jsonb, ${view.ownerId}, ${view.ownerName}, ${view.shared})
    on conflict (practice_id, owner_id, list, name) do update set address = excluded.address, shared = excluded.shared returning id`);
  return id;
}

export async function deleteView(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from saved_view where practice_id = ${tx.practiceId} and id = ${id}`);
}

function viewOf({ address, ...row }: ViewRow): SavedView {
  return { ...row, address: fromJson(address) as ViewAddress };
}
