import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { can, listPermissions } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { DraftKeeper } from "#app/components/draft-keeper.tsx";
import { errorTitle, pageTitle, wordsOf } from "#app/components/page-title.ts";
import { LivePages } from "#app/features/outbox/live-updates.tsx";
import { outboxPosition } from "#app/features/outbox/position.server.ts";
import { findViews } from "#app/features/views/find-views.server.ts";
import { db } from "#app/lib/db.server.ts";
import { viewLists } from "#db/schema.ts";
import { OfficeError } from "./office-error.tsx";
import { OfficeFrame } from "./office-frame.tsx";
import { placesFor } from "./places.ts";
import { countOpenExceptions } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "office:open" },
  // Saved views are published as operations.
  topics: ["exceptions", "operations"],
  ignoresAddress: true,
};

export const meta: MetaFunction = ({ matches, error }) =>
  pageTitle(error ? errorTitle(error, matches) : wordsOf(matches, "office")("office"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  // Before the rows: where the page's stream begins.
  const position = outboxPosition();
  const lists = viewLists.filter((list) => can(staff.role, listPermissions[list]));
  const [openExceptions, views] = await Promise.all([
    countOpenExceptions(db()),
    findViews(db(), staff.id, lists, can(staff.role, "view:manage")),
  ]);
  return {
    position,
    id: staff.id,
    name: staff.name,
    role: staff.role,
    places: placesFor(staff.role),
    openExceptions,
    views,
    mayShareViews: can(staff.role, "view:share"),
  };
}

export type Office = Awaited<ReturnType<typeof loader>>;

export default function OfficeRoute() {
  const office = useLoaderData<typeof loader>();
  return (
    <OfficeFrame office={office}>
      <LivePages viewer={office.id} position={office.position} />
      <DraftKeeper owner={office.id} />
      <Outlet />
    </OfficeFrame>
  );
}

/** A page failed, or may not be opened: the frame, and with it the way to everything else, stays. */
export function ErrorBoundary() {
  const office = useRouteLoaderData<typeof loader>("routes/admin");
  return (
    <OfficeFrame office={office ?? null}>
      <OfficeError role={office?.role ?? null} />
    </OfficeFrame>
  );
}
