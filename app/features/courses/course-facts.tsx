import CalendarDays from "lucide-react/icons/calendar-days";
import Users from "lucide-react/icons/users";
import type { ReactNode } from "react";
import { useClock } from "#app/components/clock.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { directionOf } from "#app/messages/locales.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

export interface CourseFactsProps {
  startsAt: Date | null;
  /** Null: no limit. */
  seatsLeft: number | null;
}

/** When a course starts and whether there is a seat: "Starts 3 Dec 2026 · 3 seats left". */
export function CourseFacts({ startsAt, seatsLeft }: CourseFactsProps) {
  const { now } = useClock();
  const t = useTranslations("buying.facts");
  // Our words, in the page's direction, whatever the course is written in.
  const direction = directionOf(useLocale());
  return (
    <ul dir={direction} className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
      <Fact icon={<CalendarDays size={16} aria-hidden className="shrink-0" />}>
        {startsAt
          ? t.rich(startsAt.getTime() > now ? "starts" : "started", {
              day: () => <MomentText at={startsAt} dayOnly />,
            })
          : t("anyTime")}
      </Fact>
      <Fact icon={<Users size={16} aria-hidden className="shrink-0" />}>
        <span className={seatsLook(seatsLeft)}>
          {seatsLeft === null ? t("noLimit") : t("seats", { left: seatsLeft })}
        </span>
      </Fact>
    </ul>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      {icon}
      <span>{children}</span>
    </li>
  );
}

/** The last few seats, and none at all, stand out. */
function seatsLook(seatsLeft: number | null): string | undefined {
  if (seatsLeft === null || seatsLeft > 5) return undefined;
  return seatsLeft === 0 ? "font-medium text-ink" : "font-medium text-warning-ink";
}
