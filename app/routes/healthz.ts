import type { RouteHandle } from "#app/auth/route-handle.ts";

export const handle: RouteHandle = { access: { read: "anyone" } };

/** Alive: the process answers. Says nothing about the database. */
export function loader() {
  return new Response("ok\n", { headers: { "Cache-Control": "no-store", "Content-Type": "text/plain" } });
}
