import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { signOut } from "#app/auth/session.server.ts";
import { paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

/** Signing out is a posted form: a link or picture elsewhere cannot do it. */
export async function action({ request }: ActionFunctionArgs) {
  return redirect(paths.home(), { status: 303, headers: await signOut(request) });
}

/** Whoever types the address finds the button that does it. */
export const loader = () => redirect(paths.account());
