import { Link, useRevalidator } from "@remix-run/react";
import Search from "lucide-react/icons/search";
import { type ReactNode, useMemo } from "react";
import { Announcer } from "#app/components/announcer.tsx";
import { FocusOnNavigation } from "#app/components/focus-on-navigation.tsx";
import { PanelError } from "#app/components/panel-error.tsx";
import { useSchool } from "#app/components/school.ts";
import { StillRoute } from "#app/components/still-route.tsx";
import { Toaster } from "#app/components/toaster.tsx";
import { useRetry } from "#app/components/use-retry.ts";
import { ConnectionNote } from "#app/features/outbox/connection-note.tsx";
import { LiveIndicator } from "#app/features/outbox/live-indicator.tsx";
import { viewAddress } from "#app/features/views/view.ts";
import { whatCame } from "#app/lib/what-came.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { AccountMenu } from "./account-menu.tsx";
import { EarlyPress } from "./early-press.tsx";
import { OfficeKeys } from "./office-keys.tsx";
import { OfficeNav } from "./office-nav.tsx";
import { openPalette } from "./palette-state.ts";
import type { Place } from "./places.ts";
import type { Office } from "./route.tsx";

/** The office around each page: its sections, who is signed in, and whether what one sees is the present. */
export function OfficeFrame({ office, children }: { office: Office | null; children: ReactNode }) {
  const school = useSchool();
  const t = useTranslations("office");
  // The same at each step of the router: the sections are drawn when they or the count beside them changed.
  const places = useMemo(() => (office ? openedAsChosen(office) : []), [office]);
  const lacks = office && [office.openExceptions, office.views].find((part) => "errorId" in part);
  return (
    <div className="flex min-h-dvh flex-col">
      <StillRoute>
        <header className="no-print sticky top-0 z-20 flex h-12 items-center gap-3 border-b border-line bg-surface px-4 sm:px-6">
          <Link to={adminPaths.home()} className="flex min-h-11 min-w-0 items-center gap-2 font-semibold">
            <span className="truncate">{school?.name ?? "Bursar"}</span>
            <span className="shrink-0 font-normal text-ink-muted max-sm:sr-only">{t("office")}</span>
          </Link>
          <span className="ms-auto flex shrink-0 items-center gap-2 sm:gap-3">
            {office ? (
              <>
                <LiveIndicator />
                <FindButton label={t("find")} />
                <EarlyPress />
                <AccountMenu name={office.name} role={office.role} />
              </>
            ) : null}
          </span>
        </header>
      </StillRoute>
      <ConnectionNote />
      {lacks ? <Lacking errorId={lacks.errorId} /> : null}
      <div className="flex flex-1">
        {places.length > 0 ? (
          <StillRoute>
            <OfficeNav places={places} openExceptions={office ? (whatCame(office.openExceptions) ?? 0) : 0} />
          </StillRoute>
        ) : null}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl min-w-0 flex-1 px-4 pt-6 pb-[calc(6rem+env(safe-area-inset-bottom))] outline-none sm:px-6 md:pb-12"
        >
          {children}
        </main>
      </div>
      <Toaster label={t("messages")} dismiss={t("dismiss")} />
      <Announcer />
      <FocusOnNavigation />
      {office ? <OfficeKeys places={places} /> : null}
    </div>
  );
}

/** A list opens as the view that this person chose for it. */
const openedAsChosen = ({ places, views }: Office): Place[] =>
  places.map((place) => {
    const chosen = whatCame(views)?.find((view) => view.isDefault && view.list === place.name);
    return chosen ? { ...place, to: viewAddress(chosen) } : place;
  });

/** The count beside a section or the saved views did not come: said once, and tried again by itself. */
function Lacking({ errorId }: { errorId: string }) {
  const t = useTranslations("office");
  const { revalidate, state } = useRevalidator();
  useRetry(true);
  return (
    <div className="no-print border-b border-line bg-surface">
      <PanelError what={t("lacking")} errorId={errorId} again={revalidate} busy={state !== "idle"} />
    </div>
  );
}

/** The palette's button, for whoever has no keyboard. Without script sections and searches are pages of their own. */
function FindButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      data-opens="palette"
      onClick={openPalette}
      aria-keyshortcuts="Control+K Meta+K"
      className="script-only flex min-h-9 items-center gap-2 rounded-md px-2 text-ink-muted hover:bg-sunken hover:text-ink lg:border lg:border-line lg:ps-2.5 lg:pe-1.5 pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
    >
      <Search size={18} strokeWidth={1.75} aria-hidden />
      <span className="sr-only lg:not-sr-only">{label}</span>
      <kbd className="ms-4 hidden rounded-md bg-neutral-soft px-1.5 text-xs lg:inline" dir="ltr" aria-hidden>
        ⌘K
      </kbd>
    </button>
  );
}
