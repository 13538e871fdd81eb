import { useMemo } from "react";
import { useClock } from "#app/components/clock.tsx";
import { formatAgo, formatInstant, type Moment } from "#app/components/school-time.ts";
import { useLocale } from "#app/messages/use-locale.ts";

/** "3 min ago", after a day date and time; the exact instant with its zone on hover, to screen readers and on paper. */
export function TimeAgo({ at, now, className }: { at: Moment; now?: number; className?: string }) {
  const clock = useClock();
  const locale = useLocale();
  const { timeZone } = clock;
  const instant = new Date(at).getTime();
  const ago = formatAgo(instant, now ?? clock.now, timeZone, locale);
  // Of a hundred in a list hardly one reads otherwise after a load.
  return useMemo(() => {
    const exact = formatInstant(instant, timeZone);
    return (
      <time
        dateTime={new Date(instant).toISOString()}
        title={exact}
        className={`whitespace-nowrap tabular-nums ${className ?? ""}`}
      >
        <span className="no-print">{ago}</span>
        <span className="no-print sr-only">, </span>
        <bdi dir="ltr" className="sr-only print:not-sr-only">
          {exact}
        </bdi>
      </time>
    );
  }, [instant, timeZone, ago, className]);
}
