import type { LoaderFunctionArgs } from "@remix-run/node";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { db } from "#app/lib/db.server.ts";
import { storableText } from "#app/lib/storable-text.ts";
import { findCourses, findPayments, findPeople } from "./queries.server.ts";

export const handle: RouteHandle = { access: { read: "office:open" } };

const shortest = 2;

/** What the command palette finds for `?q=`, of each kind only what this role may read. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { role } = await requireStaff(request, "office:open");
  const search = storableText(new URL(request.url).searchParams.get("q") ?? "")
    .trim()
    .slice(0, 120);
  const enough = search.length >= shortest;
  const [people, payments, courses] = await Promise.all([
    enough && can(role, "user:read") ? findPeople(db(), search) : [],
    enough && can(role, "payment:read") ? findPayments(db(), search) : [],
    enough && can(role, "course:read") ? findCourses(db(), search) : [],
  ]);
  return Response.json({ people, payments, courses }, { headers: { "Cache-Control": "no-store" } });
}

/** As the palette reads it. */
export interface PaletteFinds {
  people: Awaited<ReturnType<typeof findPeople>>;
  payments: Awaited<ReturnType<typeof findPayments>>;
  courses: Awaited<ReturnType<typeof findCourses>>;
}
