/** Views of lists with a name: one's own, and those that the practice shares. */
import { ok } from "../../core/kernel/result.ts";
import { mostViews, type SavedList, type ViewAddress } from "../../core/worklist/views.ts";
import { deleteView, loadView, type SavedView, saveView, viewsFor } from "../../store/saved-views.ts";
import { inPractice, readPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { ownIdOf } from "./owners.ts";

export async function listViews(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => (await viewsFor(tx, ownIdOf(context))).map(shownTo(context)));
}

/** The same name again takes the new address. */
export async function keepView(
  context: Context,
  view: { readonly list: SavedList; readonly name: string; readonly address: ViewAddress; readonly shared: boolean },
): Promise<Outcome<{ readonly id: number }>> {
  const ownerId = ownIdOf(context);
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const own = (await viewsFor(tx, ownerId)).filter((one) => one.ownerId === ownerId);
    const again = own.some(({ list, name }) => list === view.list && name === view.name);
    if (own.length >= mostViews && !again) return no("many-views", `You have ${mostViews} views. Remove one first.`);
    return ok({ id: await saveView(tx, { ...view, ownerId, ownerName: context.actor.name }) });
  });
}

/** Whose it is removes it; one that the practice shares also whoever manages the practice. */
export async function dropView(context: Context, id: number): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const view = await visibleView(context, tx, id);
    if (view === undefined) return notFound("view");
    if (!mayDrop(context, view)) return no("not-yours", `This view is ${view.ownerName}'s.`, "Save one of your own.");
    await deleteView(tx, id);
    return ok(undefined);
  });
}

/** Somebody's private view does not exist for others. */
async function visibleView(context: Context, tx: Tx, id: number): Promise<SavedView | undefined> {
  const view = await loadView(tx, id);
  return view !== undefined && (view.shared || view.ownerId === ownIdOf(context)) ? view : undefined;
}

function mayDrop(context: Context, { ownerId, shared }: SavedView): boolean {
  return ownerId === ownIdOf(context) || (shared && context.actor.permissions.has("practice:manage"));
}

function shownTo(context: Context) {
  return ({ ownerId, ...view }: SavedView) => ({
    ...view,
    own: ownerId === ownIdOf(context),
    mayRemove: mayDrop(context, { ownerId, ...view }),
  });
}
