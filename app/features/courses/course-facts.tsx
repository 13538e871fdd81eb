import CalendarDays from "lucide-react/icons/calendar-days";
import Users from "lucide-react/icons/users";
import type { ReactNode } from "react";
import { useClock } from "#app/components/clock.tsx";
import { MomentText } from "#app/components/moment-text.tsx";

export interface CourseFactsProps {
  startsAt: Date | null;
  /** Null: no limit. */
  seatsLeft: number | null;
}

/** When a course starts and whether there is a seat: "Starts 3 Dec 2026 · 3 seats left". */
export function CourseFacts({ startsAt, seatsLeft }: CourseFactsProps) {
  const { now } = useClock();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
      <Fact icon={<CalendarDays size={16} aria-hidden className="shrink-0" />}>
        {startsAt ? (
          <>
            {startsAt.getTime() > now ? "Starts " : "Started "}
            <MomentText at={startsAt} dayOnly />
          </>
        ) : (
          "Start at any time"
        )}
      </Fact>
      <Fact icon={<Users size={16} aria-hidden className="shrink-0" />}>
        <span className={seatsLook(seatsLeft)}>{seatsInWords(seatsLeft)}</span>
      </Fact>
    </ul>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      {icon}
      <span dir="ltr">{children}</span>
    </li>
  );
}

/** "Full", "1 seat left", "No limit on seats". */
export function seatsInWords(seatsLeft: number | null): string {
  if (seatsLeft === null) return "No limit on seats";
  if (seatsLeft === 0) return "Full";
  return seatsLeft === 1 ? "1 seat left" : `${seatsLeft} seats left`;
}

/** The last few seats, and none at all, stand out. */
function seatsLook(seatsLeft: number | null): string | undefined {
  if (seatsLeft === null || seatsLeft > 5) return undefined;
  return seatsLeft === 0 ? "font-medium text-ink" : "font-medium text-warning-ink";
}
