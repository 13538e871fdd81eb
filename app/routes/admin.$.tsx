import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";

export const handle: RouteHandle = { access: { read: "office:open", write: "office:open" } };

/** Every address under /admin that no other route knows: the office's own boundary says so, in the office's frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "office:open");
  throw new Response(null, { status: 404 });
}

export const action = loader;

export default function Nowhere() {
  return null;
}
