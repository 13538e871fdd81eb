import { useClock } from "#app/components/clock.tsx";
import { formatAgo, formatInstant, type Moment } from "#app/components/school-time.ts";
import { useLocale } from "#app/messages/use-locale.ts";

/** "3 min ago", after a day date and time; the exact instant with its zone on hover and to screen readers. */
export function TimeAgo({ at, now, className }: { at: Moment; now?: number; className?: string }) {
  const clock = useClock();
  const locale = useLocale();
  const exact = formatInstant(at, clock.timeZone);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={exact}
      className={`whitespace-nowrap tabular-nums ${className ?? ""}`}
    >
      {formatAgo(at, now ?? clock.now, clock.timeZone, locale)}
      <span className="sr-only">
        , <bdi dir="ltr">{exact}</bdi>
      </span>
    </time>
  );
}
