import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { chooseDefaultView } from "#app/features/views/choose-default-view.server.ts";
import { viewAddress } from "#app/features/views/view.ts";
import { withoutView } from "#app/features/views/without-view.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, ViewParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "office:open" } };

/** Whether this view opens when one opens its list from the office's menu. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const id = ViewParams.safeParse(params).data?.viewId;
  const sent = await request.formData();
  const chosen = sent.get("chosen");
  if (!id || (chosen !== "yes" && chosen !== "no")) return new Response(null, { status: 400 });
  const result = await chooseDefaultView(db(), { id, userId: staff.id, chosen: chosen === "yes" });
  switch (result.outcome) {
    case "chosen":
      return redirect(viewAddress(result.view), { status: 303 });
    case "gone":
      return redirect(withoutView(sent) ?? adminPaths.home(), { status: 303 });
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after a refusal: the office. */
export const loader = () => redirect(adminPaths.home(), 303);
