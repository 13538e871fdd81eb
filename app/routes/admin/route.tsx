import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { useEffect, useState } from "react";
import { can, listPermissions } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { DraftKeeper } from "#app/components/draft-keeper.tsx";
import { errorTitle, pageTitle, wordsOf } from "#app/components/page-title.ts";
import { LivePages } from "#app/features/outbox/live-updates.tsx";
import { outboxPosition } from "#app/features/outbox/position.server.ts";
import { findViews } from "#app/features/views/find-views.server.ts";
import { db } from "#app/lib/db.server.ts";
import { deferPart } from "#app/lib/defer-part.server.ts";
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
    // Neither may take the way to every page away: each fails alone.
    deferPart("openExceptions", countOpenExceptions(db())),
    deferPart("views", findViews(db(), staff.id, lists, can(staff.role, "view:manage"))),
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

/** The frame that this tab showed last. Effects alone write it: the server draws for everyone. */
let shown: Office | null = null;

export default function OfficeRoute() {
  const office = useLoaderData<typeof loader>();
  useEffect(() => {
    shown = office;
    return () => {
      shown = null;
    };
  }, [office]);
  return (
    <OfficeFrame office={office}>
      <LivePages viewer={office.id} position={office.position} />
      <DraftKeeper owner={office.id} />
      <Outlet />
    </OfficeFrame>
  );
}

/**
 * A page failed, or may not be opened: the frame, and with it the way to everything else, stays. Where the frame's own
 * loader was what failed, it stays as it was shown before.
 */
export function ErrorBoundary() {
  const loaded = useRouteLoaderData<typeof loader>("routes/admin");
  const error = useRouteError();
  const [before] = useState(shown);
  const isRefusal = isRouteErrorResponse(error) && error.status < 500;
  const office = loaded ?? (isRefusal ? null : before);
  return (
    <OfficeFrame office={office}>
      <OfficeError role={office?.role ?? null} />
    </OfficeFrame>
  );
}
