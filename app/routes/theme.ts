import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { pageBefore } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { themeCookie } from "#app/components/theme.server.ts";
import { isTheme } from "#app/components/theme.ts";
import { paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

/** Keeps the choice of light or dark. A browser without script is sent back to where it was. */
export async function action({ request }: ActionFunctionArgs) {
  const choice = (await request.formData()).get("theme");
  const headers = { "Set-Cookie": themeCookie(isTheme(choice) ? choice : null) };
  if (!request.headers.get("Accept")?.includes("text/html")) return data(null, { headers });
  return redirect(pageBefore(request) ?? paths.home(), { status: 303, headers });
}

export const loader = () => redirect(paths.home());
