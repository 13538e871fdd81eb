import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import * as z from "zod";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { changeView } from "#app/features/views/change-view.server.ts";
import { findView } from "#app/features/views/find-view.server.ts";
import { listAddress, typedView, viewAddress } from "#app/features/views/view.ts";
import { withoutView } from "#app/features/views/without-view.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, ViewParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "office:open" } };

const Change = z.object({
  version: z.coerce.number().int().positive(),
  name: z.string().trim().min(1).max(80),
  query: z.string().max(2_000).optional(),
  shared: z.literal("yes").optional(),
});

/** Renames a view, shares it or takes it back, or gives it what its list is asked now: one's own, or as who looks after them. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const id = ViewParams.safeParse(params).data?.viewId;
  const sent = await request.formData();
  const form = Change.safeParse(Object.fromEntries(sent));
  if (!id) return new Response(null, { status: 400 });
  const typed = typedView(sent);
  const before = await findView(db(), id, staff.id);
  if (!before) return redirect(withoutView(sent) ?? adminPaths.home(), { status: 303 });
  if (!form.success) return redirect(viewAddress(before, "form", typed), { status: 303 });
  const { version, name, query } = form.data;
  const shared = Boolean(form.data.shared);
  if (shared && !before.shared) await requireStaff(request, "view:share");
  const by = { staffId: staff.id, managesShared: can(staff.role, "view:manage") };
  const result = await changeView(db(), { id, by, version, name, query, shared });
  switch (result.outcome) {
    case "changed":
      return redirect(viewAddress(result.view), { status: 303 });
    case "stale":
      return redirect(viewAddress(result.view, "stale", typed), { status: 303 });
    case "name_taken":
      return redirect(viewAddress(before, "name_taken", typed), { status: 303 });
    case "gone":
      return redirect(listAddress(before.list, before.query, "gone", typed), { status: 303 });
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after a refusal: the office. */
export const loader = () => redirect(adminPaths.home(), 303);
