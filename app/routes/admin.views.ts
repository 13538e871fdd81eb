import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import * as z from "zod";
import { listPermissions } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { saveView } from "#app/features/views/save-view.server.ts";
import { listAddress, typedView, viewAddress } from "#app/features/views/view.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths } from "#app/paths.ts";
import { viewLists } from "#db/schema.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "office:open" } };

const NewView = z.object({
  list: z.enum(viewLists),
  name: z.string().trim().min(1).max(80),
  query: z.string().max(2_000),
  shared: z.literal("yes").optional(),
});

/** Keeps a list as it is seen now; leads back to it, open as this view. */
export async function action({ request }: ActionFunctionArgs) {
  await requireStaff(request, "office:open");
  const fields = await request.formData();
  const typed = typedView(fields);
  const sent = Object.fromEntries(fields);
  const form = NewView.safeParse(sent);
  if (!form.success) {
    const at = NewView.pick({ list: true, query: true }).safeParse(sent).data;
    if (!at) return new Response(null, { status: 400 });
    return redirect(listAddress(at.list, at.query, "form", typed), { status: 303 });
  }
  const { list, name, query, shared } = form.data;
  const staff = await requireStaff(request, listPermissions[list]);
  if (shared) await requireStaff(request, "view:share");
  const result = await saveView(db(), { ownerId: staff.id, list, name, query, shared: Boolean(shared) });
  switch (result.outcome) {
    case "saved":
    case "kept":
      return redirect(viewAddress(result.view), { status: 303 });
    case "name_taken":
    case "too_many":
      return redirect(listAddress(list, query, result.outcome, typed), { status: 303 });
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after a refusal: the office. */
export const loader = () => redirect(adminPaths.home(), 303);
