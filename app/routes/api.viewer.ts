import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";

export const handle: RouteHandle = { access: { read: "anyone" } };

/** Who this browser is signed in as: a page whose stream was refused asks before it loads anew. */
export async function loader({ request }: LoaderFunctionArgs) {
  const user = await getUser(request);
  return Response.json({ viewer: user?.id ?? null }, { headers: { "Cache-Control": "no-store" } });
}
