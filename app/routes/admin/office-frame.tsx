import { Link, NavLink } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import CreditCard from "lucide-react/icons/credit-card";
import LayoutDashboard from "lucide-react/icons/layout-dashboard";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import Webhook from "lucide-react/icons/webhook";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { OfflineNote } from "#app/components/offline-note.tsx";
import { useSchool } from "#app/components/school.ts";
import { LiveIndicator } from "#app/features/outbox/live-updates.tsx";
import { adminPaths } from "#app/paths.ts";
import { AccountMenu } from "./account-menu.tsx";
import type { Office } from "./route.tsx";

interface Place {
  to: string;
  label: string;
  icon: LucideIcon;
  count?: number;
  end?: boolean;
}

/** The office around each page: a rail at the side from 768 px, a bar at the bottom on a phone. */
export function OfficeFrame({ office, children }: { office: Office | null; children: ReactNode }) {
  const school = useSchool();
  const places = office ? placesOf(office) : [];
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="no-print sticky top-0 z-20 flex h-12 items-center gap-3 border-b border-line bg-surface px-4 sm:px-6">
        <Link to={adminPaths.home()} className="flex min-h-11 min-w-0 items-center gap-2 font-semibold">
          <span className="truncate">{school?.name ?? "Bursar"}</span>
          <span className="shrink-0 font-normal text-ink-muted">Office</span>
        </Link>
        <span className="ms-auto flex shrink-0 items-center gap-3">
          {office ? <LiveIndicator /> : null}
          {office ? <AccountMenu name={office.name} role={office.role} /> : null}
        </span>
      </header>
      <OfflineNote />
      <div className="flex flex-1">
        {places.length > 0 ? (
          <nav
            aria-label="Office"
            className="no-print fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:sticky md:inset-x-auto md:top-12 md:bottom-auto md:z-auto md:h-[calc(100dvh-3rem)] md:w-14 md:shrink-0 md:border-e md:border-t-0 md:pb-0 lg:w-48"
          >
            <ul className="flex md:flex-col md:gap-0.5 md:p-2">
              {places.map((place) => (
                <li key={place.to} className="flex-1 md:flex-none">
                  <PlaceLink place={place} />
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl min-w-0 flex-1 px-4 pt-6 pb-24 outline-none sm:px-6 md:pb-12"
        >
          {children}
        </main>
      </div>
    </div>
  );
}

function placesOf({ places, openExceptions }: Office): Place[] {
  return [
    { to: adminPaths.home(), label: "Overview", icon: LayoutDashboard, end: true },
    ...(places.payments ? [{ to: adminPaths.payments(), label: "Payments", icon: CreditCard }] : []),
    ...(places.exceptions
      ? [{ to: adminPaths.exceptions(), label: "Exceptions", icon: TriangleAlert, count: openExceptions }]
      : []),
    ...(places.webhooks ? [{ to: adminPaths.webhooks(), label: "Webhooks", icon: Webhook }] : []),
  ];
}

function PlaceLink({ place }: { place: Place }) {
  const { icon: Icon, count = 0 } = place;
  return (
    <NavLink
      to={place.to}
      end={place.end}
      title={place.label}
      className={({ isActive }) =>
        classNames(
          "relative flex min-h-14 flex-col items-center justify-center gap-0.5 text-xs transition-colors",
          "md:min-h-10 md:rounded-md lg:flex-row lg:justify-start lg:gap-3 lg:px-2.5 lg:text-base",
          isActive
            ? "font-medium text-accent-ink md:bg-accent-soft"
            : "text-ink-muted hover:text-ink md:hover:bg-sunken",
        )
      }
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="md:sr-only lg:not-sr-only">{place.label}</span>
      {count > 0 ? (
        <span className="absolute start-1/2 top-1 ms-1.5 min-w-5 rounded-full bg-danger-solid px-1.5 text-center text-xs leading-5 font-medium text-on-accent tabular-nums md:top-0 lg:static lg:ms-auto">
          {count > 99 ? "99+" : count}
          <span className="sr-only"> open</span>
        </span>
      ) : null}
    </NavLink>
  );
}
