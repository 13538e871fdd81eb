import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { isStaff } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { Announcer } from "#app/components/announcer.tsx";
import { DraftKeeper } from "#app/components/draft-keeper.tsx";
import { FocusOnNavigation } from "#app/components/focus-on-navigation.tsx";
import { errorTitle, pageTitle } from "#app/components/page-title.ts";
import { RouteError } from "#app/components/route-error.tsx";
import { SiteFooter } from "#app/components/site-footer.tsx";
import { SiteHeader, type Visitor } from "#app/components/site-header.tsx";
import { ConnectionNote } from "#app/features/outbox/connection-note.tsx";
import { LivePages } from "#app/features/outbox/live-updates.tsx";
import { outboxPosition } from "#app/features/outbox/position.server.ts";

export const handle: RouteHandle = { access: { read: "anyone" }, topics: [] };

/** Each page has its own; this one's is what stands there when a page failed. */
export const meta: MetaFunction = ({ matches, error }) =>
  error ? pageTitle(errorTitle(error, matches), matches) : [];

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await getUser(request);
  const visitor: Visitor | null = user && { name: user.name, isStaff: isStaff(user.role) };
  return { position: outboxPosition(), viewer: user?.id ?? null, visitor };
}

export default function Site() {
  const { visitor, viewer, position } = useLoaderData<typeof loader>();
  return (
    <Frame visitor={visitor}>
      <LivePages viewer={viewer} position={position} />
      <DraftKeeper owner={viewer} />
      <Outlet />
    </Frame>
  );
}

/** A page failed: its frame, and with it the way to everything else, stays. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>("routes/_site");
  return (
    <Frame visitor={data?.visitor ?? null}>
      <RouteError />
    </Frame>
  );
}

function Frame({ visitor, children }: { visitor: Visitor | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader visitor={visitor} />
      <ConnectionNote />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 outline-none sm:px-6 sm:py-10"
      >
        {children}
      </main>
      <SiteFooter />
      <Announcer />
      <FocusOnNavigation />
    </div>
  );
}
