import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { removeView } from "#app/features/views/remove-view.server.ts";
import { listAddress } from "#app/features/views/view.ts";
import { withoutView } from "#app/features/views/without-view.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, ViewParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "office:open" } };

/** Deletes one's own view, or as who looks after them a shared one, and leads to its list. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const id = ViewParams.safeParse(params).data?.viewId;
  if (!id) return new Response(null, { status: 400 });
  const sent = await request.formData();
  const by = { staffId: staff.id, managesShared: can(staff.role, "view:manage") };
  const result = await removeView(db(), { id, by });
  switch (result.outcome) {
    case "removed":
      return redirect(listAddress(result.list, ""), { status: 303 });
    case "gone":
      return redirect(withoutView(sent) ?? adminPaths.home(), { status: 303 });
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after a refusal: the office. */
export const loader = () => redirect(adminPaths.home(), 303);
