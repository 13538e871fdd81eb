import { useLocation } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import BookOpen from "lucide-react/icons/book-open";
import CreditCard from "lucide-react/icons/credit-card";
import Ellipsis from "lucide-react/icons/ellipsis";
import Gauge from "lucide-react/icons/gauge";
import GraduationCap from "lucide-react/icons/graduation-cap";
import LayoutDashboard from "lucide-react/icons/layout-dashboard";
import LifeBuoy from "lucide-react/icons/life-buoy";
import Mail from "lucide-react/icons/mail";
import ScrollText from "lucide-react/icons/scroll-text";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import Undo2 from "lucide-react/icons/undo-2";
import Users from "lucide-react/icons/users";
import Webhook from "lucide-react/icons/webhook";
import { memo } from "react";
import { classNames } from "#app/components/class-names.ts";
import { ReadyLink } from "#app/components/ready-link.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { Place } from "./places.ts";
import { useClosingDetails } from "./use-closing-details.ts";

const icons: Record<Place["name"], LucideIcon> = {
  home: LayoutDashboard,
  enrollments: GraduationCap,
  payments: CreditCard,
  refunds: Undo2,
  exceptions: TriangleAlert,
  users: Users,
  cases: LifeBuoy,
  courses: BookOpen,
  webhooks: Webhook,
  mails: Mail,
  audit: ScrollText,
  performance: Gauge,
};

/** What a thumb reaches at once; the rest is behind More. */
const onThePhone = 4;

/** The sections: a rail at the side from 768 px; on a phone a bar of four and More, which opens without script too. */
export const OfficeNav = memo(function OfficeNav({
  places,
  openExceptions,
}: {
  places: readonly Place[];
  openExceptions: number;
}) {
  const t = useTranslations("office");
  const countOf = ({ name }: Place) => (name === "exceptions" ? openExceptions : 0);
  return (
    <nav
      aria-label={t("nav")}
      className="no-print fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:sticky md:inset-x-auto md:top-12 md:bottom-auto md:z-auto md:h-[calc(100dvh-3rem)] md:w-14 md:shrink-0 md:overflow-y-auto md:border-e md:border-t-0 md:pb-0 xl:w-48"
    >
      <ul className="flex md:flex-col md:gap-0.5 md:p-2">
        {places.map((place, index) => (
          <li
            key={place.name}
            className={classNames("flex-1 md:flex-none", index >= onThePhone && "max-md:hidden")}
          >
            <PlaceLink place={place} count={countOf(place)} />
          </li>
        ))}
        {places.length > onThePhone ? (
          <li className="flex-1 md:hidden">
            <More places={places.slice(onThePhone)} />
          </li>
        ) : null}
      </ul>
    </nav>
  );
});

function More({ places }: { places: readonly Place[] }) {
  const t = useTranslations("office");
  const { key, details } = useClosingDetails();
  return (
    <details key={key} ref={details} className="group" suppressHydrationWarning>
      <summary className="flex min-h-14 list-none flex-col items-center justify-center gap-0.5 text-xs text-ink-muted group-open:text-accent-ink">
        <Ellipsis size={20} strokeWidth={1.75} aria-hidden />
        {t("more")}
      </summary>
      <ul className="absolute inset-x-2 bottom-full mb-2 grid grid-cols-2 gap-1 rounded-lg border border-line bg-surface p-2 shadow-float">
        {places.map((place) => (
          <li key={place.name}>
            <PlaceLink place={place} count={0} row />
          </li>
        ))}
      </ul>
    </details>
  );
}

function PlaceLink({ place, count, row = false }: { place: Place; count: number; row?: boolean }) {
  const t = useTranslations("office");
  const Icon = icons[place.name];
  const label = t(`places.${place.name}`);
  const isHere = useIsHere(place);
  return (
    <ReadyLink
      to={place.to}
      aria-current={isHere ? "page" : undefined}
      title={label}
      viewTransition
      className={classNames(
        "relative flex items-center gap-0.5 transition-colors",
        row
          ? "min-h-11 gap-3 rounded-md px-3 text-base"
          : "min-h-14 flex-col justify-center text-xs md:min-h-10 md:rounded-md xl:flex-row xl:justify-start xl:gap-3 xl:px-2.5 xl:text-base",
        isHere
          ? "font-medium text-accent-ink md:bg-accent-soft"
          : "text-ink-muted hover:text-ink md:hover:bg-sunken",
      )}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className={row ? undefined : "max-w-full truncate px-0.5 md:sr-only xl:not-sr-only"}>
        {label}
      </span>
      {count > 0 ? (
        <span className="absolute start-1/2 top-1 ms-1.5 min-w-5 rounded-full bg-danger-solid px-1.5 text-center text-xs leading-5 font-medium text-on-accent tabular-nums md:start-auto md:end-0 md:top-0 md:ms-0 md:min-w-4 md:px-1 md:leading-4 xl:static xl:ms-auto xl:min-w-5 xl:px-1.5 xl:leading-5">
          <span aria-hidden>{count > 99 ? "99+" : count}</span>
          <span className="sr-only">{t("open", { count })}</span>
        </span>
      ) : null}
    </ReadyLink>
  );
}

/** Whether the page is this section's, or one of the pages below it. */
function useIsHere({ to }: Place): boolean {
  const { pathname } = useLocation();
  const path = to.split("?")[0]!;
  return pathname === path || (path !== adminPaths.home() && pathname.startsWith(`${path}/`));
}
